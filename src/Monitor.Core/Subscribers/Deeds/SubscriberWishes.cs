using System.Globalization;
using Monitor.Accounts;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Delivery.Mail;

namespace Monitor.Subscribers.Deeds;

/// <summary>What is to be changed of a subscriber, as it is typed; null leaves it as it is, an empty list takes all away. Pure.</summary>
public sealed record SubscriberWishes
{
    /// <summary>What <see cref="Alerts"/> says for none.</summary>
    public const string None = "none";

    /// <summary>What the rule is called that <see cref="Alerts"/> makes.</summary>
    public const string Everything = "Everything";

    private const int ListMax = 200;
    private const int ItemCharactersMax = 200;

    /// <summary>Another mail address: mails go to it once it is confirmed there.</summary>
    public string? Address { get; init; }

    /// <summary>What was changed by hand is forgotten: the next 'config apply' makes it what the file says.</summary>
    public bool AsInFile { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Times of day, with days behind them where it is not every day: "07:00", "07:00 mon,tue".</summary>
    public IReadOnlyList<string>? Digests { get; init; }

    public string? Length { get; init; }

    public string? Language { get; init; }

    public int? AtLeast { get; init; }

    /// <summary>How important an entry must be, 0 to 100.</summary>
    public int? Importance { get; init; }

    public bool? SendWhenEmpty { get; init; }

    public bool? FeedTroubles { get; init; }

    /// <summary>The least strength of what is told at once, or <see cref="None"/>. Rules of the config file stay beside it.</summary>
    public string? Alerts { get; init; }

    public int? AlertsPerHourMax { get; init; }

    public IReadOnlyList<string>? Topics { get; init; }

    public IReadOnlyList<string>? Actors { get; init; }

    public IReadOnlyList<string>? Accusers { get; init; }

    public IReadOnlyList<string>? Accused { get; init; }

    public IReadOnlyList<string>? Outlets { get; init; }

    /// <summary>Languages of the articles.</summary>
    public IReadOnlyList<string>? ArticlesIn { get; init; }

    /// <summary>The strength that <see cref="Alerts"/> gave settings; <see cref="None"/> where it made no rule.</summary>
    public static string AlertsOf(SubscriberSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Alerts.FirstOrDefault(rule => rule.Name == Everything) is { } rule ? rule.MinimumStrength.ToString().ToLowerInvariant() : None;
    }

    /// <summary>A digest's time as <see cref="Digests"/> has it.</summary>
    public static string WordsOf(DigestSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return slot.Days.Count == 0 ? slot.Name
            : $"{slot.Name} {string.Join(',', slot.Days.Select(day => day.ToString()[..3].ToLowerInvariant()))}";
    }

    /// <summary>The settings with what was given; null where something of it cannot be used, which <paramref name="fault"/> names.</summary>
    /// <param name="actors">Whose ids are known; an empty book knows none, and takes all.</param>
    public SubscriberSettings? Apply(SubscriberSettings held, ActorBook actors, out DeedOutcome.Unusable? fault)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(actors);
        var faults = new List<DeedOutcome.Unusable>();
        var interests = held.Interests;
        var settings = held with
        {
            DisplayName = Line("display-name", DisplayName, faults) ?? held.DisplayName,
            TimeZone = Checked("time-zone", TimeZone, SubscriberConfig.IsTimeZone, "unknown time zone", faults) ?? held.TimeZone,
            Digests = Digests is null ? held.Digests : [.. Capped("digest", Digests, faults).Select(text => Slot(text, faults)).OfType<DigestSlot>()],
            Length = Choice<DigestLength>("length", Length, faults) ?? held.Length,
            Language = Checked("language", Language, MailWords.Languages.Contains, "no mails are written in it", faults) ?? held.Language,
            AtLeast = InRange("at-least", AtLeast, 1, 1000, faults) ?? held.AtLeast,
            SendWhenEmpty = SendWhenEmpty ?? held.SendWhenEmpty,
            FeedTroubles = FeedTroubles ?? held.FeedTroubles,
            Alerts = Alerts is null ? held.Alerts : AlertsWith(held.Alerts, faults),
            AlertsPerHourMax = InRange("alerts-per-hour", AlertsPerHourMax, 1, 1000, faults) ?? held.AlertsPerHourMax,
            Interests = interests with
            {
                Topics = Listed("topic", Topics, faults) ?? interests.Topics,
                Actors = ActorIds("actor", Actors, actors, faults) ?? interests.Actors,
                Accusers = ActorIds("accuser", Accusers, actors, faults) ?? interests.Accusers,
                Accused = ActorIds("accused", Accused, actors, faults) ?? interests.Accused,
                Outlets = Listed("outlet", Outlets, faults) ?? interests.Outlets,
                Languages = Listed("articles-in", ArticlesIn, faults) ?? interests.Languages,
                Importance = InRange("importance", Importance, 0, 100, faults) ?? interests.Importance,
            },
        };
        fault = faults.FirstOrDefault();
        return fault is null ? settings : null;
    }

    /// <summary>One rule for everything, in place of the one that this wish made before; others, of a file, stay.</summary>
    private List<AlertRule> AlertsWith(IReadOnlyList<AlertRule> held, List<DeedOutcome.Unusable> faults)
    {
        var others = held.Where(rule => rule.Name != Everything);
        return Alerts == None || Choice<AttributionStrength>("alerts", Alerts, faults) is not { } strength
            ? [.. others]
            : [.. others, new AlertRule { Name = Everything, MinimumStrength = strength }];
    }

    private static DigestSlot? Slot(string text, List<DeedOutcome.Unusable> faults)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !TimeOnly.TryParseExact(words[0], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            faults.Add(new DeedOutcome.Unusable("digest", $"\"{text}\" is no time of day such as 07:00"));
            return null;
        }

        return new DigestSlot(time, [.. words.Skip(1).Select(word => Day(word, faults)).OfType<DayOfWeek>().Distinct()]);
    }

    private static DayOfWeek? Day(string text, List<DeedOutcome.Unusable> faults)
    {
        var days = Enum.GetValues<DayOfWeek>().Where(day => day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (text.Length >= 3 && days.Count == 1)
        {
            return days[0];
        }

        faults.Add(new DeedOutcome.Unusable("days", $"\"{text}\" is no day such as mon"));
        return null;
    }

    private static List<string>? ActorIds(string field, IReadOnlyList<string>? given, ActorBook actors, List<DeedOutcome.Unusable> faults)
    {
        if (actors.Actors.Count > 0 && given?.FirstOrDefault(id => actors.Find(id) is null) is { } unknown)
        {
            faults.Add(new DeedOutcome.Unusable(field, $"unknown actor \"{unknown}\"; expected is an id such as country:CN"));
        }

        return Listed(field, given, faults);
    }

    private static List<string>? Listed(string field, IReadOnlyList<string>? given, List<DeedOutcome.Unusable> faults) =>
        given is null ? null : [.. Capped(field, given, faults).Distinct()];

    private static IReadOnlyList<string> Capped(string field, IReadOnlyList<string> given, List<DeedOutcome.Unusable> faults)
    {
        if (given.Count <= ListMax && given.All(item => item.Length <= ItemCharactersMax))
        {
            return given;
        }

        faults.Add(new DeedOutcome.Unusable(field, $"at most {ListMax} of at most {ItemCharactersMax} characters"));
        return [];
    }

    private static string? Line(string field, string? text, List<DeedOutcome.Unusable> faults) =>
        Checked(
            field, text, line => line.Length <= ItemCharactersMax && !line.Any(char.IsControl), $"one line of at most {ItemCharactersMax} characters", faults);

    private static string? Checked(string field, string? text, Func<string, bool> isRight, string fault, List<DeedOutcome.Unusable> faults)
    {
        if (text is not null && !isRight(text))
        {
            faults.Add(new DeedOutcome.Unusable(field, $"\"{text}\": {fault}"));
        }

        return text;
    }

    private static int? InRange(string field, int? number, int min, int max, List<DeedOutcome.Unusable> faults)
    {
        if (number < min || number > max)
        {
            faults.Add(new DeedOutcome.Unusable(field, $"{number} is not from {min} to {max}"));
        }

        return number;
    }

    private static T? Choice<T>(string field, string? text, List<DeedOutcome.Unusable> faults)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        var choices = string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));
        faults.Add(new DeedOutcome.Unusable(field, $"\"{text}\" is none of {choices}"));
        return null;
    }
}
