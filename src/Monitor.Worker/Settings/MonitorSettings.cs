using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Monitor.Config;

namespace Monitor.Worker.Settings;

/// <summary>
/// Reads the settings: appsettings.json of the working folder (or the file named), then environment variables that begin with MONITOR_
/// (<c>MONITOR_Storage__Database</c>). A setting that is misspelt or out of range is refused with its place.
/// </summary>
public static class MonitorSettings
{
    public const string EnvironmentPrefix = "MONITOR_";
    public const string DefaultFile = "appsettings.json";

    /// <summary>All option types: those of the library and of the host, each with its section.</summary>
    public static IReadOnlyList<(string Section, Type Type)> Sections { get; } =
    [
        .. new[] { typeof(Storage.StorageOptions).Assembly, typeof(MonitorSettings).Assembly }
            .SelectMany(assembly => assembly.GetCustomAttributes<SettingsSectionAttribute>())
            .Select(said => ((string)said.Options.GetField("Section")!.GetRawConstantValue()!, said.Options))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The settings in force.</summary>
    /// <param name="file">The settings file; null for appsettings.json where it exists.</param>
    /// <param name="overrides">Settings given on the command line, as "Section:Name" and value.</param>
    /// <exception cref="SettingsException">A setting is unknown or out of range, or the file cannot be read.</exception>
    public static IConfigurationRoot Load(string? file, params (string Key, string? Value)[] overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        if (file is not null && !File.Exists(file))
        {
            throw new SettingsException($"there is no settings file {Path.GetFullPath(file)}");
        }

        var path = file ?? (File.Exists(DefaultFile) ? DefaultFile : null);
        var places = path is null ? null : SettingsFile.Read(path);
        var builder = new ConfigurationBuilder();
        if (path is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false);
        }

        builder.AddEnvironmentVariables(EnvironmentPrefix);
        builder.AddInMemoryCollection(overrides.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        var configuration = builder.Build();
        var faults = Faults(configuration, places).ToList();
        return faults.Count == 0 ? configuration : throw new SettingsException(string.Join(Environment.NewLine, faults));
    }

    private static IEnumerable<string> Faults(IConfigurationRoot configuration, SettingsFile? places)
    {
        foreach (var section in configuration.GetChildren())
        {
            // Kestrel's own section (certificates, limits) and the log levels have names of their own below them.
            // MONITOR_TEST_… speaks to the tests, which may run workers.
            if (section.Key is "Logging" or "Kestrel" || section.Key.StartsWith("TEST_", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var known = Sections.FirstOrDefault(known => string.Equals(known.Section, section.Key, StringComparison.OrdinalIgnoreCase));
            if (known.Type is null)
            {
                yield return Place(places, section.Key) + Unknown("section", section.Key, Sections.Select(pair => pair.Section).Append("Logging"));
                continue;
            }

            foreach (var fault in SectionFaults(section, known.Type, places))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> SectionFaults(IConfigurationSection section, Type type, SettingsFile? places)
    {
        var properties = type.GetProperties().Where(property => property.CanWrite).ToList();
        foreach (var setting in section.GetChildren())
        {
            var property = properties.Find(property => string.Equals(property.Name, setting.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return Place(places, setting.Path) + Unknown("option", setting.Path, properties.Select(property => $"{section.Key}:{property.Name}"));
            }
            else if (ValueFault(setting, property) is { } fault)
            {
                yield return Place(places, setting.Path) + fault;
            }
        }

        if (TryBind(section, type) is { } options)
        {
            var results = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
            foreach (var result in results)
            {
                var key = $"{section.Key}:{result.MemberNames.FirstOrDefault()}";
                var value = section[result.MemberNames.FirstOrDefault() ?? ""];
                yield return $"{Place(places, key)}{key} is \"{value}\": {result.ErrorMessage}";
            }
        }
    }

    private static string? ValueFault(IConfigurationSection setting, PropertyInfo property)
    {
        if (setting.Value is not { } text || property.PropertyType == typeof(string))
        {
            return null;
        }

        try
        {
            var target = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            System.ComponentModel.TypeDescriptor.GetConverter(target).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException or InvalidOperationException or OverflowException)
        {
            return $"{setting.Path} is \"{text}\": {Expected(property.PropertyType)} is expected";
        }
    }

    private static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(TimeSpan) ? "a time such as 00:15:00 (hours:minutes:seconds)"
            : type == typeof(bool) ? "true or false"
            : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : type == typeof(double) ? "a number"
            : type.Name;
    }

    private static object? TryBind(IConfigurationSection section, Type type)
    {
        try
        {
            var options = Activator.CreateInstance(type)!;
            section.Bind(options);
            return options;
        }
        catch (InvalidOperationException)
        {
            // A value of the wrong form: named already, with its place.
            return null;
        }
    }

    private static string Place(SettingsFile? places, string key) =>
        places is not null && places.Has(key) ? places.PlaceOf(key) + ": " : $"environment or command line, {key}: ";

    private static string Unknown(string what, string name, IEnumerable<string> known) =>
        Suggestion.Nearest(name, known) is { } nearest ? $"there is no {what} {name}; did you mean {nearest}?" : $"there is no {what} {name}";
}
