using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Webhooks;

namespace Monitor.Subscribers;

/// <summary>One subscriber as the config file has it.</summary>
public sealed record SubscriberEntry(string Name, string Address, SubscriberSettings Settings);

/// <summary>Reads subscribers.yaml: every fault in one go, each with its place and the value.</summary>
public sealed partial class SubscriberConfig
{
    public const string FileName = "subscribers.yaml";

    private readonly FoundFaults _faults = new();
    private readonly Func<string, bool> _isActor;

    private SubscriberConfig(Func<string, bool>? isActor) => _isActor = isActor ?? (_ => true);

    /// <param name="isActor">Says whether an actor id is known; null to accept all.</param>
    /// <exception cref="ConfigException">The file has faults; all are named.</exception>
    public static IReadOnlyList<SubscriberEntry> Read(string path, Func<string, bool>? isActor = null) => Read(ConfigNode.ReadFile(path), isActor);

    /// <inheritdoc cref="Read(string, Func{string, bool}?)"/>
    public static IReadOnlyList<SubscriberEntry> Read(ConfigNode document, Func<string, bool>? isActor = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var reader = new SubscriberConfig(isActor);
        var subscribers = reader.Subscribers(document);
        reader._faults.ThrowIfAny();
        return subscribers;
    }

    private List<SubscriberEntry> Subscribers(ConfigNode document)
    {
        Only(document, "subscribers");
        var subscribers = new List<SubscriberEntry>();
        foreach (var node in Items(document, "subscribers"))
        {
            if (!IsMap(node, "a subscriber") || Entry(node) is not { } entry)
            {
                continue;
            }

            if (subscribers.Any(other => other.Name == entry.Name))
            {
                Fault(node, $"the id \"{entry.Name}\" is given twice");
            }

            subscribers.Add(entry);
        }

        return subscribers;
    }

    private SubscriberEntry? Entry(ConfigNode node)
    {
        Only(
            node, "id", "name", "address", "timeZone", "digests", "digestsTo", "interests", "atLeast", "length", "language", "sendWhenEmpty", "alerts",
            "webhooks", "channels", "alertsPerHourMax", "feeds");
        var id = Required(node, "id");
        var address = Required(node, "address");
        if (id is not null && !IsName(id))
        {
            Fault(node, "id", $"\"{id}\" is no id: small letters, digits and hyphens, at most {Subscriber.NameCharactersMax}");
        }

        if (address is not null && !RecipientAddress.IsValid(address))
        {
            Fault(node, "address", $"\"{address}\" is no mail address");
        }

        var channels = Maps(node, "webhooks", "a webhook").Select(webhook => Channel(webhook, WebhookChannel.KindName))
            .Concat(Maps(node, "channels", "a channel").Select(channel => Channel(channel, null)))
            .ToList();
        var settings = new SubscriberSettings
        {
            DisplayName = Text(node, "name") ?? id ?? "",
            TimeZone = TimeZone(node),
            Digests = [.. Items(node, "digests").Select(Slot).OfType<DigestSlot>()],
            DigestChannels = DigestChannels(node, channels),
            Interests = Interests(node),
            AtLeast = _faults.Read(() => node.FindGiven("atLeast")?.Integer(1, 1000)) ?? 1,
            Length = _faults.Read(() => node.FindGiven("length")?.Choice<DigestLength>()) ?? DigestLength.Normal,
            Language = Language(node),
            SendWhenEmpty = _faults.Read(() => node.FindGiven("sendWhenEmpty")?.Truth()) ?? false,
            Channels = channels,
            Alerts = [.. Maps(node, "alerts", "an alert").Select(alert => Alert(alert, channels))],
            AlertsPerHourMax = _faults.Read(() => node.FindGiven("alertsPerHourMax")?.Integer(1, 1000)) ?? 10,
            FeedTroubles = _faults.Read(() => node.FindGiven("feeds")?.Truth()) ?? false,
        };
        return id is null || address is null ? null : new SubscriberEntry(id, address, settings);
    }

    public static bool IsName(string text) => text.Length <= Subscriber.NameCharactersMax && NamePattern().IsMatch(text);

    public static bool IsTimeZone(string text) => text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    private string TimeZone(ConfigNode node)
    {
        var zone = Text(node, "timeZone") ?? "UTC";
        if (!IsTimeZone(zone))
        {
            Fault(node, "timeZone", $"unknown time zone \"{zone}\"; expected is one such as Europe/Berlin");
            return "UTC";
        }

        return zone;
    }

    private string Language(ConfigNode node)
    {
        var language = Text(node, "language") ?? MailWords.English;
        if (!MailWords.Languages.Contains(language))
        {
            Fault(node, "language", $"no mails are written in \"{language}\"; expected is {string.Join(" or ", MailWords.Languages)}");
        }

        return language;
    }

    // "07:00", or { at: "07:00", days: [mon, tue] }.
    private DigestSlot? Slot(ConfigNode node)
    {
        if (node.IsText)
        {
            return Time(node) is { } daily ? new DigestSlot(daily, []) : null;
        }

        if (!IsMap(node, "a digest"))
        {
            return null;
        }

        Only(node, "at", "days");
        var at = _faults.Read(() => node.Required("at"));
        var days = Items(node, "days").Select(Day).OfType<DayOfWeek>().Distinct().ToList();
        return at is not null && Time(at) is { } time ? new DigestSlot(time, days) : null;
    }

    private List<string> DigestChannels(ConfigNode node, List<ChannelAddress> channels)
    {
        var names = Texts(node, "digestsTo");
        foreach (var name in names.Where(name => name != AlertRule.MailChannel && channels.All(address => address.Name != name)))
        {
            Fault(node, "digestsTo", $"\"{name}\" is neither mail nor one of the subscriber's channels");
        }

        return names;
    }

    private DayOfWeek? Day(ConfigNode node)
    {
        var text = Word(node);
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        Fault(node, $"\"{text}\" is no day; expected is mon, tue, wed, thu, fri, sat or sun");
        return null;
    }

    private TimeOnly? Time(ConfigNode node)
    {
        var text = Word(node);
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Fault(node, $"\"{text}\" is no time of day such as 07:00");
        return null;
    }

    private Interests Interests(ConfigNode node)
    {
        if (node.Find("interests") is not { } given || !IsMap(given, "interests"))
        {
            return new Interests();
        }

        Only(given, "topics", "actors", "accusers", "accused", "outlets", "languages", "importance");
        return new Interests
        {
            Topics = Texts(given, "topics"),
            Actors = Actors(given, "actors"),
            Accusers = Actors(given, "accusers"),
            Accused = Actors(given, "accused"),
            Outlets = Texts(given, "outlets"),
            Languages = Texts(given, "languages"),
            Importance = _faults.Read(() => given.FindGiven("importance")?.Integer(0, 100)) ?? 0,
        };
    }

    private AlertRule Alert(ConfigNode node, List<ChannelAddress> channels)
    {
        Only(
            node, "name", "accusers", "accused", "acts", "alsoUnknownAccusers", "minimumStrength", "minimumIndependentReports", "outlets", "languages",
            "quietHours", "channel");
        var channel = Text(node, "channel") ?? AlertRule.MailChannel;
        if (channel != AlertRule.MailChannel && channels.All(address => address.Name != channel))
        {
            Fault(node, "channel", $"\"{channel}\" is neither mail nor one of the subscriber's channels");
        }

        return new AlertRule
        {
            Name = Required(node, "name") ?? "",
            Accusers = Actors(node, "accusers"),
            Accused = Actors(node, "accused"),
            ActClasses = Texts(node, "acts"),
            AlsoUnknownAccusers = _faults.Read(() => node.FindGiven("alsoUnknownAccusers")?.Truth()) ?? false,
            MinimumStrength = _faults.Read(() => node.FindGiven("minimumStrength")?.Choice<AttributionStrength>()) ?? AttributionStrength.Supports,
            MinimumIndependentReports = _faults.Read(() => node.FindGiven("minimumIndependentReports")?.Integer(1, 100)) ?? 1,
            Outlets = Texts(node, "outlets"),
            Languages = Texts(node, "languages"),
            QuietHours = Quiet(node),
            Channel = channel,
        };
    }

    // "22:00-06:00"
    private QuietHours? Quiet(ConfigNode node)
    {
        if (Text(node, "quietHours") is not { } text)
        {
            return null;
        }

        var parts = text.Split('-', '–');
        if (parts.Length == 2
            && TimeOnly.TryParseExact(parts[0].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            && TimeOnly.TryParseExact(parts[1].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
            && from != to)
        {
            return new QuietHours(from, to);
        }

        Fault(node, "quietHours", $"\"{text}\" is no span of the day such as 22:00-06:00");
        return null;
    }

    /// <param name="kind">The kind, where the list says it; null where each entry does.</param>
    private ChannelAddress Channel(ConfigNode node, string? kind)
    {
        var said = kind ?? Required(node, "kind");
        var channel = said is null ? null : ChannelKinds.Of(said);
        if (said is not null && channel is null)
        {
            var kinds = ChannelKinds.All.Where(known => known.Fields.Count > 0).Select(known => known.Kind);
            Fault(node, "kind", $"\"{said}\" is no kind of channel; expected is {string.Join(", ", kinds)}");
        }

        var known = channel?.Fields ?? [];
        if (channel is not null)
        {
            Only(node, kind is null ? ["name", "kind", .. known] : ["name", .. known]);
        }

        var fields = known.Select(field => (Name: field, Value: Text(node, field))).Where(field => field.Value is not null);
        var address = new ChannelAddress(Required(node, "name") ?? "", said ?? "", fields.ToDictionary(field => field.Name, field => field.Value!));
        foreach (var fault in channel?.Faults(address) ?? [])
        {
            if (fault.Field is null)
            {
                Fault(node, fault.Reason);
            }
            else
            {
                Fault(node, fault.Field, fault.Reason);
            }
        }

        return address;
    }

    private List<string> Actors(ConfigNode node, string name)
    {
        var actors = new List<string>();
        foreach (var item in Items(node, name))
        {
            var id = Word(item);
            if (id.Length == 0 || !_isActor(id))
            {
                Fault(item, $"unknown actor \"{id}\"");
            }

            actors.Add(id);
        }

        return actors;
    }

    private void Only(ConfigNode node, params string[] names) => _faults.Do(() => node.Only(names));

    private bool IsMap(ConfigNode node, string what)
    {
        if (!node.IsMap)
        {
            Fault(node, $"{what} must be a mapping (\"key: value\" lines)");
        }

        return node.IsMap;
    }

    private static List<ConfigNode> Items(ConfigNode node, string name) => node.IsMap ? [.. node.FindItems(name)] : [];

    private IEnumerable<ConfigNode> Maps(ConfigNode node, string name, string what) => Items(node, name).Where(item => IsMap(item, what));

    private static string Word(ConfigNode node) => node.IsText ? node.Text : "";

    private List<string> Texts(ConfigNode node, string name) =>
        [.. Items(node, name).Select(item => _faults.Read(() => item.Text)).Where(text => text is { Length: > 0 }).Select(text => text!)];

    private string? Text(ConfigNode node, string name) => _faults.Read(() => node.FindGiven(name)?.Text);

    private string? Required(ConfigNode node, string name) => _faults.Read(() => (node.FindGiven(name) ?? throw node.Fault($"\"{name}\" is missing")).Text);

    private void Fault(ConfigNode node, string reason) => _faults.Add(node.Fault(reason));

    /// <summary>A fault at the value of a field.</summary>
    private void Fault(ConfigNode node, string name, string reason) => Fault(node.Find(name) ?? node, reason);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
