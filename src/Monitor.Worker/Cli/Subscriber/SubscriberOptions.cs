using System.CommandLine;
using System.Globalization;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary>What a subscriber wants, as options of <c>subscriber add</c> and <c>subscriber set</c>; what is not given stays as it is.</summary>
internal sealed class SubscriberOptions
{
    private const string None = "none";
    private const string Everything = "Everything";

    private readonly Option<string?> _name = Text("--display-name", "TEXT", "The name shown in mails.");
    private readonly Option<string?> _zone = Text("--time-zone", "ZONE", "An IANA time zone.");
    private readonly Option<string[]> _digests = List("--digest", "HH:MM", "A time of day for a digest; may be given several times, or none.");
    private readonly Option<string[]> _days = List("--days", "DAY", "Days of the digests that are given: mon, tue, wed, thu, fri, sat, sun (default: all).");
    private readonly Option<string?> _length = Text("--length", "LENGTH", "Of a digest: short, normal, long.");
    private readonly Option<string?> _language = Text("--language", "LANG", $"Of the mails: {string.Join(", ", MailWords.Languages)}.");
    private readonly Option<int?> _atLeast = new("--at-least") { Description = "Independent reports that a story needs to be in a digest.", HelpName = "N" };
    private readonly Option<int?> _importance = new("--importance")
    {
        Description = "How important an entry must be to be in a digest, 0 to 100.",
        HelpName = "N",
    };

    private readonly Option<string?> _whenEmpty = Text("--send-when-empty", "on|off", "Whether a digest comes when there is nothing new.");
    private readonly Option<string?> _feeds = Text("--feeds", "on|off", "Whether the digest names feeds that fail, fall silent, are gone or refuse us.");
    private readonly Option<string?> _alerts = Text(
        "--alerts", "STRENGTH", "Alerts of at least this strength: urges, supports, anonymous, nonstate, official, sanction, indictment; or none.");
    private readonly Option<int?> _alertsMax = new("--alerts-per-hour") { Description = "Alerts in an hour at most, 1 to 1000.", HelpName = "N" };
    private readonly (Option<string[]> Option, Func<Interests, List<string>, Interests> Put, bool AreActors)[] _about =
    [
        (List("--topic", "TOPIC", "What the digest is about; may be given several times, or none for everything."),
            (all, list) => all with { Topics = list }, false),
        (List("--actor", "ACTOR", "The same: an actor's id, such as country:CN."), (all, list) => all with { Actors = list }, true),
        (List("--accuser", "ACTOR", "The same: who accuses."), (all, list) => all with { Accusers = list }, true),
        (List("--accused", "ACTOR", "The same: who is accused."), (all, list) => all with { Accused = list }, true),
        (List("--outlet", "NAME", "The same: an outlet."), (all, list) => all with { Outlets = list }, false),
        (List("--articles-in", "LANG", "Languages of the articles, such as en; or none for all."), (all, list) => all with { Languages = list }, false),
    ];

    public void AddTo(Command command)
    {
        IEnumerable<Option> options =
        [
            _name, _zone, _digests, _days, _length, _language, _atLeast, _importance, _whenEmpty, _feeds, _alerts, _alertsMax,
            .. _about.Select(about => about.Option),
        ];
        options.ToList().ForEach(command.Options.Add);
    }

    /// <summary>The settings with what was given.</summary>
    /// <exception cref="CommandFailure">A value is none of those expected.</exception>
    public SubscriberSettings Apply(ParseResult parsed, SubscriberSettings settings, ActorBook actors)
    {
        var digests = parsed.GetValue(_digests) ?? [];
        if (digests.Length == 0 && parsed.GetValue(_days) is { Length: > 0 })
        {
            throw new CommandFailure("--days: give the digests too that they are of (--digest)", CommandFailure.WrongUsage);
        }

        return settings with
        {
            DisplayName = parsed.GetValue(_name) ?? settings.DisplayName,
            TimeZone = Checked(parsed.GetValue(_zone) ?? settings.TimeZone, SubscriberConfig.IsTimeZone, "--time-zone: unknown time zone"),
            Digests = digests.Length == 0 ? settings.Digests : IsNone(digests) ? [] : [.. digests.Select(text => Slot(text, parsed))],
            Length = parsed.GetValue(_length) is { } length ? Choice<DigestLength>("--length", length) : settings.Length,
            Language = Checked(parsed.GetValue(_language) ?? settings.Language, MailWords.Languages.Contains, "--language: no mails are written in it"),
            AtLeast = InRange("--at-least", parsed.GetValue(_atLeast) ?? settings.AtLeast, 1, 1000),
            SendWhenEmpty = Truth("--send-when-empty", parsed.GetValue(_whenEmpty)) ?? settings.SendWhenEmpty,
            FeedTroubles = Truth("--feeds", parsed.GetValue(_feeds)) ?? settings.FeedTroubles,
            Alerts = parsed.GetValue(_alerts) is { } strength ? Alerts(strength, settings.Alerts) : settings.Alerts,
            AlertsPerHourMax = InRange("--alerts-per-hour", parsed.GetValue(_alertsMax) ?? settings.AlertsPerHourMax, 1, 1000),
            Interests = _about.Aggregate(Important(parsed, settings.Interests), (interests, about) => parsed.GetValue(about.Option) is { Length: > 0 } given
                ? about.Put(interests, Listed(about.Option.Name, given, about.AreActors ? actors : null))
                : interests),
        };
    }

    /// <summary>One rule for everything, in place of the one that this option made before; others, of a file, stay.</summary>
    private static List<AlertRule> Alerts(string strength, IReadOnlyList<AlertRule> held)
    {
        var others = held.Where(rule => rule.Name != Everything);
        return strength == None
            ? [.. others]
            : [.. others, new AlertRule { Name = Everything, MinimumStrength = Choice<AttributionStrength>("--alerts", strength) }];
    }

    private DigestSlot Slot(string text, ParseResult parsed) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DigestSlot(time, [.. (parsed.GetValue(_days) ?? []).SelectMany(days => days.Split(',')).Select(Day).Distinct()])
            : throw new CommandFailure($"--digest: \"{text}\" is no time of day such as 07:00", CommandFailure.WrongUsage);

    private static DayOfWeek Day(string text)
    {
        var days = Enum.GetValues<DayOfWeek>().Where(day => day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        return text.Length >= 3 && days.Count == 1 ? days[0] : throw new CommandFailure($"--days: \"{text}\" is no day such as mon", CommandFailure.WrongUsage);
    }

    private static List<string> Listed(string option, string[] given, ActorBook? actors)
    {
        if (IsNone(given))
        {
            return [];
        }

        return given.FirstOrDefault(id => actors is { Actors.Count: > 0 } && actors.Find(id) is null) is { } unknown
            ? throw new CommandFailure($"{option}: unknown actor \"{unknown}\"; expected is an id such as country:CN", CommandFailure.WrongUsage)
            : [.. given.Distinct()];
    }

    private static bool IsNone(string[] given) => given is [None];

    private Interests Important(ParseResult parsed, Interests interests) =>
        interests with { Importance = InRange("--importance", parsed.GetValue(_importance) ?? interests.Importance, 0, 100) };

    private static int InRange(string option, int number, int min, int max) => number >= min && number <= max
        ? number
        : throw new CommandFailure($"{option}: {number} is not from {min} to {max}", CommandFailure.WrongUsage);

    private static bool? Truth(string option, string? text) => text switch
    {
        null => null,
        "on" => true,
        "off" => false,
        _ => throw new CommandFailure($"{option}: \"{text}\" is neither on nor off", CommandFailure.WrongUsage),
    };

    private static T Choice<T>(string option, string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new CommandFailure(
                $"{option}: \"{text}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}", CommandFailure.WrongUsage);

    internal static string Checked(string text, Func<string, bool> isRight, string fault) =>
        isRight(text) ? text : throw new CommandFailure($"\"{text}\": {fault}", CommandFailure.WrongUsage);

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<string[]> List(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
