using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

namespace Monitor.Worker.Settings;

/// <summary>All settings with their values and where these come from, for people: no secret is among them.</summary>
public static partial class SettingsInForce
{
    private const string Hidden = "set, not shown";

    public static IReadOnlyList<SettingInForce> Of(IConfigurationRoot settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var files = new Dictionary<string, SettingsFile>();
        return
        [
            .. from part in MonitorSettings.Sections
               let defaults = Activator.CreateInstance(part.Type)!
               from property in part.Type.GetProperties().Where(property => property.CanWrite)
               let key = $"{part.Section}:{property.Name}"
               let values = Values(settings.GetSection(key)).ToList()
               from one in values.Count > 0 ? values : [(Key: key, Value: (string?)null)]
               select new SettingInForce(
                   part.Section, one.Key[(part.Section.Length + 1)..], Shown(property.Name, one.Value ?? Text(property.GetValue(defaults))),
                   one.Value is null ? SettingInForce.Default : Origin(settings, one.Key, files)),
        ];
    }

    /// <summary>Whether what a setting of this name holds is a secret itself: a file that holds one is none.</summary>
    internal static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>A setting's value, or those of the parts that it has.</summary>
    private static IEnumerable<(string Key, string? Value)> Values(IConfigurationSection section) =>
        section.Value is { } value ? [(section.Path, value)] : section.GetChildren().SelectMany(Values);

    private static string Shown(string name, string value) =>
        value.Length == 0 ? "" : IsSecret(name) ? Hidden : Credentials().Replace(PasswordPart().Replace(value, "$1…"), "…@");

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object>()),
        IFormattable one => one.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Origin(IConfigurationRoot settings, string key, Dictionary<string, SettingsFile> files) =>
        settings.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            JsonConfigurationProvider { Source: { Path: { } path, FileProvider: { } folder } } when folder.GetFileInfo(path).PhysicalPath is { } file =>
                (files.TryGetValue(file, out var read) ? read : files[file] = SettingsFile.Read(file)).PlaceOf(key),
            EnvironmentVariablesConfigurationProvider => $"environment, {MonitorSettings.EnvironmentPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}",
            MemoryConfigurationProvider => "command line",
            _ => SettingInForce.Default,
        };

    [GeneratedRegex("(Password|Secret|Secrets|SecretsKey|Token|TokenCommand)$")]
    private static partial Regex SecretName();

    // user:password@ of an address.
    [GeneratedRegex(@"(?<=://)[^/@\s]*@")]
    private static partial Regex Credentials();

    // Password=… of a connection string.
    [GeneratedRegex(@"(?i)(\b(?:password|pwd)\s*=\s*)[^;\s]*")]
    private static partial Regex PasswordPart();
}
