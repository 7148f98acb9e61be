using System.Globalization;
using System.Reflection;
using Monitor.Config;

namespace Monitor.Delivery.Mail;

/// <summary>
/// The words of mails and of readers' pages in one language, and how it writes dates and numbers: the one place where they are looked up. A
/// language is a file <c>words.LANG.yaml</c> beside this one; each has the same keys.
/// </summary>
public sealed class MailWords
{
    public const string English = "en";

    public const string German = "de";

    public static readonly IReadOnlyList<string> Languages = [English, German];

    // Read when the first word is asked for: most commands write no mail.
    private static readonly Dictionary<string, Lazy<MailWords>> Known =
        Languages.ToDictionary(language => language, language => new Lazy<MailWords>(() => new MailWords(language)));

    private readonly Dictionary<string, string> _words;
    private readonly CultureInfo _culture;

    private MailWords(string language)
    {
        var file = $"words.{language}.yaml";
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is no resource"));
        _words = ConfigNode.Parse(file, reader.ReadToEnd()).Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal);
        _culture = language == English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        Language = language;
    }

    public static MailWords InEnglish => Of(English);

    /// <summary>The language's tag: "en".</summary>
    public string Language { get; }

    /// <summary>Writes numbers and dates as the language does.</summary>
    public CultureInfo Culture => _culture;

    /// <summary>All keys, for a comparison of languages.</summary>
    public IReadOnlyCollection<string> Keys => _words.Keys;

    /// <summary>The words of a language; English where no mails are written in it.</summary>
    public static MailWords Of(string language) => (Known.GetValueOrDefault(language) ?? Known[English]).Value;

    /// <exception cref="KeyNotFoundException">There is no such key: a slip of ours, which a test finds.</exception>
    public string this[string key] => _words[key];

    /// <summary>The words of a key; null where the language has none of its own.</summary>
    public string? Find(string key) => _words.GetValueOrDefault(key);

    /// <summary>The words of a key with its places {0}, {1} filled.</summary>
    public string Say(string key, params object[] values) => string.Format(_culture, this[key], values);

    /// <summary>The same in singular or plural: of the keys "key.one" and "key.many".</summary>
    /// <param name="count">Fills {0}; further places follow.</param>
    public string Count(string key, int count, params object[] values) =>
        Say(count == 1 ? $"{key}.one" : $"{key}.many", [Number(count), .. values]);

    public string Number(int number) => number.ToString("N0", _culture);

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public string Names(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count switch
        {
            0 => this["names.none"],
            1 => names[0],
            _ => Say("names.and", string.Join(", ", names.Take(names.Count - 1)), names[^1]),
        };
    }

    /// <summary>"Tue 20 July, 14:05", in the reader's zone.</summary>
    public string Time(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString(this["format.time"], _culture);

    /// <summary>"Tue 14:05": of the days just past.</summary>
    public string DayAndHour(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString(this["format.hour"], _culture);

    /// <summary>"Tuesday".</summary>
    public string Weekday(DayOfWeek day) => _culture.DateTimeFormat.GetDayName(day);

    /// <summary>"Tue".</summary>
    public string ShortWeekday(DayOfWeek day) => _culture.DateTimeFormat.GetAbbreviatedDayName(day);

    /// <summary>"20 July".</summary>
    public string Date(DateOnly date) => date.ToString(this["format.date"], _culture);

    /// <summary>"Tuesday, 20 July": of the weeks just past.</summary>
    public string Day(DateOnly date) => date.ToString(this["format.day"], _culture);

    /// <summary>"Tuesday, 20 July 2021".</summary>
    public string LongDate(DateOnly date) => date.ToString(this["format.long-date"], _culture);
}
