using System.CommandLine;
using Monitor.Delivery.Mail;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary>What a subscriber wants, as options of <c>subscriber add</c> and <c>subscriber set</c>; what is not given stays as it is.</summary>
internal sealed class SubscriberOptions
{
    private readonly Option<string?> _name = Text("--display-name", "TEXT", "The name shown in mails.");
    private readonly Option<string?> _zone = Text("--time-zone", "ZONE", "An IANA time zone.");
    private readonly Option<string[]> _digests = List("--digest", "HH:MM", "A time of day for a digest; may be given several times, or none.");
    private readonly Option<string[]> _days = List("--days", "DAY", "Days of the digests that are given: mon, tue, wed, thu, fri, sat, sun (default: all).");
    private readonly Option<string?> _length = Text("--length", "LENGTH", "Of a digest: short, normal, long.");
    private readonly Option<string?> _language = Text("--language", "LANG", $"Of the mails: {string.Join(", ", MailWords.Languages)}.");
    private readonly Option<int?> _atLeast = new("--at-least") { Description = "Independent reports that a story needs to be in a digest.", HelpName = "N" };
    private readonly Option<string?> _whenEmpty = Text("--send-when-empty", "on|off", "Whether a digest comes when there is nothing new.");
    private readonly Option<string?> _feeds = Text("--feeds", "on|off", "Whether the digest names feeds that fail, fall silent, are gone or refuse us.");
    private readonly Option<string?> _alerts = Text(
        "--alerts", "STRENGTH", "Alerts of at least this strength: urges, supports, anonymous, nonstate, official, sanction, indictment; or none.");
    private readonly Option<int?> _alertsMax = new("--alerts-per-hour") { Description = "Alerts in an hour at most, 1 to 1000.", HelpName = "N" };
    private readonly Option<int?> _importance = new("--importance")
    {
        Description = "How important an entry must be to be in a digest, 0 to 100.",
        HelpName = "N",
    };

    private readonly Option<string[]> _topics = List("--topic", "TOPIC", "What the digest is about; may be given several times, or none for everything.");
    private readonly Option<string[]> _actors = List("--actor", "ACTOR", "The same: an actor's id, such as country:CN.");
    private readonly Option<string[]> _accusers = List("--accuser", "ACTOR", "The same: who accuses.");
    private readonly Option<string[]> _accused = List("--accused", "ACTOR", "The same: who is accused.");
    private readonly Option<string[]> _outlets = List("--outlet", "NAME", "The same: an outlet.");
    private readonly Option<string[]> _articlesIn = List("--articles-in", "LANG", "Languages of the articles, such as en; or none for all.");

    public void AddTo(Command command)
    {
        IEnumerable<Option> options =
        [
            _name, _zone, _digests, _days, _length, _language, _atLeast, _importance, _whenEmpty, _feeds, _alerts, _alertsMax,
            _topics, _actors, _accusers, _accused, _outlets, _articlesIn,
        ];
        options.ToList().ForEach(command.Options.Add);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CommandFailure">A value is none of those expected.</exception>
    public SubscriberWishes Wishes(ParseResult parsed)
    {
        var digests = Given(parsed, _digests);
        var days = string.Join(',', parsed.GetValue(_days) ?? []);
        if (digests is null && days.Length > 0)
        {
            throw new CommandFailure("--days: give the digests too that they are of (--digest)", CommandFailure.WrongUsage);
        }

        return new SubscriberWishes
        {
            DisplayName = parsed.GetValue(_name),
            TimeZone = parsed.GetValue(_zone),
            Digests = digests is null ? null : [.. digests.Select(time => $"{time} {days}".Trim())],
            Length = parsed.GetValue(_length),
            Language = parsed.GetValue(_language),
            AtLeast = parsed.GetValue(_atLeast),
            Importance = parsed.GetValue(_importance),
            SendWhenEmpty = Truth("--send-when-empty", parsed.GetValue(_whenEmpty)),
            FeedTroubles = Truth("--feeds", parsed.GetValue(_feeds)),
            Alerts = parsed.GetValue(_alerts),
            AlertsPerHourMax = parsed.GetValue(_alertsMax),
            Topics = Given(parsed, _topics),
            Actors = Given(parsed, _actors),
            Accusers = Given(parsed, _accusers),
            Accused = Given(parsed, _accused),
            Outlets = Given(parsed, _outlets),
            ArticlesIn = Given(parsed, _articlesIn),
        };
    }

    /// <summary>Null where the option was not given, an empty list for none.</summary>
    private static string[]? Given(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) switch
    {
        null or [] => null,
        [SubscriberWishes.None] => [],
        var given => given,
    };

    private static bool? Truth(string option, string? text) => text switch
    {
        null => null,
        "on" => true,
        "off" => false,
        _ => throw new CommandFailure($"{option}: \"{text}\" is neither on nor off", CommandFailure.WrongUsage),
    };

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    private static Option<string[]> List(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
