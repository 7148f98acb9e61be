using System.Globalization;
using Monitor.Config;
using Monitor.Delivery.Channels;

namespace Monitor.Subscribers;

/// <summary>Subscribers as subscribers.yaml writes them: what <see cref="SubscriberConfig"/> reads back as the same. Pure.</summary>
public static class SubscriberText
{
    private static readonly SubscriberSettings Usual = new();

    /// <summary>The fields that say something, each with its value in one line of YAML; what is as usual is left out.</summary>
    public static IReadOnlyList<(string Name, string Value)> Fields(SubscriberEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var settings = entry.Settings;
        (string Name, string? Value)[] fields =
        [
            ("id", entry.Name),
            ("name", settings.DisplayName == entry.Name ? null : Quoted(settings.DisplayName)),
            ("address", Quoted(entry.Address)),
            ("timeZone", settings.TimeZone == Usual.TimeZone ? null : settings.TimeZone),
            ("digests", List(settings.Digests.Select(Slot))),
            ("digestsTo", Texts(settings.DigestChannels)),
            ("interests", Interests(settings.Interests)),
            ("atLeast", Number(settings.AtLeast, Usual.AtLeast)),
            ("length", settings.Length == Usual.Length ? null : ConfigNode.NameOf(settings.Length)),
            ("language", settings.Language == Usual.Language ? null : settings.Language),
            ("sendWhenEmpty", settings.SendWhenEmpty ? "true" : null),
            ("channels", List(settings.Channels.Select(Channel))),
            ("alerts", List(settings.Alerts.Select(Alert))),
            ("alertsPerHourMax", Number(settings.AlertsPerHourMax, Usual.AlertsPerHourMax)),
            ("feeds", settings.FeedTroubles ? "true" : null),
        ];
        return [.. fields.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!))];
    }

    /// <summary>The whole file.</summary>
    public static string Write(IEnumerable<SubscriberEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var output = new StringWriter { NewLine = "\n" };
        output.WriteLine("subscribers:");
        foreach (var entry in entries)
        {
            var indent = "  - ";
            foreach (var (name, value) in Fields(entry))
            {
                output.WriteLine($"{indent}{name}: {value}");
                indent = "    ";
            }
        }

        return output.ToString();
    }

    private static string Slot(DigestSlot slot) => slot.Days.Count == 0
        ? Quoted(slot.Name)
        : $"{{ at: {Quoted(slot.Name)}, days: [{string.Join(", ", slot.Days.Select(day => ConfigNode.NameOf(day)[..3]))}] }}";

    private static string? Interests(Interests interests) => Map(
        ("topics", Texts(interests.Topics)),
        ("actors", Texts(interests.Actors)),
        ("accusers", Texts(interests.Accusers)),
        ("accused", Texts(interests.Accused)),
        ("outlets", Texts(interests.Outlets)),
        ("languages", Texts(interests.Languages)),
        ("importance", Number(interests.Importance, 0)));

    private static string Channel(ChannelAddress channel) => Map(
        [("name", Quoted(channel.Name)), ("kind", channel.Kind), .. channel.Fields.Select(field => (field.Key, (string?)Quoted(field.Value)))])!;

    private static string Alert(AlertRule rule) => Map(
        ("name", Quoted(rule.Name)),
        ("accusers", Texts(rule.Accusers)),
        ("accused", Texts(rule.Accused)),
        ("acts", Texts(rule.ActClasses)),
        ("alsoUnknownAccusers", rule.AlsoUnknownAccusers ? "true" : null),
        ("minimumStrength", ConfigNode.NameOf(rule.MinimumStrength)),
        ("minimumIndependentReports", Number(rule.MinimumIndependentReports, 1)),
        ("outlets", Texts(rule.Outlets)),
        ("languages", Texts(rule.Languages)),
        ("quietHours", rule.QuietHours is { } quiet ? string.Create(CultureInfo.InvariantCulture, $"\"{quiet.From:HH\\:mm}-{quiet.To:HH\\:mm}\"") : null),
        ("channel", rule.Channel == AlertRule.MailChannel ? null : Quoted(rule.Channel)))!;

    private static string? Map(params (string Name, string? Value)[] fields)
    {
        var given = fields.Where(field => field.Value is not null).Select(field => $"{field.Name}: {field.Value}").ToList();
        return given.Count == 0 ? null : $"{{ {string.Join(", ", given)} }}";
    }

    private static string? List(IEnumerable<string> items)
    {
        var all = string.Join(", ", items);
        return all.Length == 0 ? null : $"[{all}]";
    }

    private static string? Texts(IReadOnlyList<string> texts) => List(texts.Select(Quoted));

    private static string? Number(int number, int usual) => number == usual ? null : number.ToString(CultureInfo.InvariantCulture);

    // A double-quoted YAML text, in which only the quote, the backslash and what is no sign have to be escaped.
    private static string Quoted(string text) => $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
        _ => letter.ToString(),
    };
}
