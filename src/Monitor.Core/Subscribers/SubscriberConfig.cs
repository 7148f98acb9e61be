using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Delivery.Mail;
using YamlDotNet.RepresentationModel;

namespace Monitor.Subscribers;

/// <summary>One subscriber as the config file has it.</summary>
public sealed record SubscriberEntry(string Name, string Address, SubscriberSettings Settings);

/// <summary>What a config file holds, and each fault in it as <c>file:line:column: reason</c>. A file with faults is not applied.</summary>
public sealed record SubscriberConfigContent(IReadOnlyList<SubscriberEntry> Subscribers, IReadOnlyList<string> Faults);

/// <summary>Reads subscribers.yaml: every fault in one go, each with its place and the value.</summary>
public sealed partial class SubscriberConfig
{
    public const string FileName = "subscribers.yaml";

    private const int FileBytesMax = 8_000_000;

    private readonly YamlFields _fields;
    private readonly Func<string, bool> _isActor;

    private SubscriberConfig(string file, Func<string, bool>? isActor)
    {
        _fields = new YamlFields(file);
        _isActor = isActor ?? (_ => true);
    }

    /// <param name="isActor">Says whether an actor id is known; null to accept all.</param>
    public static SubscriberConfigContent Read(string path, Func<string, bool>? isActor = null)
    {
        var length = new FileInfo(path).Length;
        return length > FileBytesMax
            ? new SubscriberConfigContent([], [$"{path}: the file has {length} bytes, at most {FileBytesMax} are read"])
            : Parse(path, File.ReadAllText(path), isActor);
    }

    public static SubscriberConfigContent Parse(string file, string yaml, Func<string, bool>? isActor = null)
    {
        var reader = new SubscriberConfig(file, isActor);
        var subscribers = reader.Subscribers(yaml);
        return new SubscriberConfigContent(subscribers, reader._fields.Faults);
    }

    private List<SubscriberEntry> Subscribers(string yaml)
    {
        var subscribers = new List<SubscriberEntry>();
        if (_fields.Load(yaml) is not { } root)
        {
            return subscribers;
        }

        _fields.Expect(root, "subscribers");
        foreach (var node in YamlFields.List(root, "subscribers"))
        {
            if (_fields.Mapping(node, "a subscriber") is not { } mapping || Entry(mapping) is not { } entry)
            {
                continue;
            }

            if (subscribers.Any(other => other.Name == entry.Name))
            {
                _fields.Fault(node, $"the id \"{entry.Name}\" is given twice");
            }

            subscribers.Add(entry);
        }

        return subscribers;
    }

    private SubscriberEntry? Entry(YamlMappingNode node)
    {
        _fields.Expect(node, "id", "name", "address", "timeZone", "digests", "interests", "alerts", "webhooks", "alertsPerHourMax", "feeds");
        var id = _fields.Required(node, "id", "a subscriber");
        var address = _fields.Required(node, "address", "a subscriber");
        if (id is not null && !IsName(id))
        {
            _fields.Fault(node, "id", $"\"{id}\" is no id: small letters, digits and hyphens, at most {Subscriber.NameCharactersMax}");
        }

        if (address is not null && !RecipientAddress.IsValid(address))
        {
            _fields.Fault(node, "address", $"\"{address}\" is no mail address");
        }

        var webhooks = _fields.Mappings(node, "webhooks").Select(Webhook).ToList();
        var settings = new SubscriberSettings
        {
            DisplayName = _fields.Text(node, "name") ?? id ?? "",
            TimeZone = TimeZone(node),
            Digests = [.. YamlFields.List(node, "digests").Select(Slot).OfType<DigestSlot>()],
            Interests = Interests(node),
            Webhooks = webhooks,
            Alerts = [.. _fields.Mappings(node, "alerts").Select(alert => Alert(alert, webhooks))],
            AlertsPerHourMax = _fields.Number(node, "alertsPerHourMax", 1, 1000) ?? 10,
            FeedTroubles = _fields.Switch(node, "feeds") ?? false,
        };
        return id is null || address is null ? null : new SubscriberEntry(id, address, settings);
    }

    public static bool IsName(string text) => text.Length <= Subscriber.NameCharactersMax && NamePattern().IsMatch(text);

    public static bool IsTimeZone(string text) => text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    private string TimeZone(YamlMappingNode node)
    {
        var zone = _fields.Text(node, "timeZone") ?? "UTC";
        if (!IsTimeZone(zone))
        {
            _fields.Fault(node, "timeZone", $"unknown time zone \"{zone}\"; expected is one such as Europe/Berlin");
            return "UTC";
        }

        return zone;
    }

    // "07:00", or { at: "07:00", days: [mon, tue] }.
    private DigestSlot? Slot(YamlNode node)
    {
        if (node is YamlScalarNode)
        {
            return Time(node) is { } daily ? new DigestSlot(daily, []) : null;
        }

        if (_fields.Mapping(node, "a digest") is not { } mapping)
        {
            return null;
        }

        _fields.Expect(mapping, "at", "days");
        var at = YamlFields.Child(mapping, "at");
        if (at is null)
        {
            _fields.Fault(node, "a digest needs \"at\"");
        }

        var days = YamlFields.List(mapping, "days").Select(Day).OfType<DayOfWeek>().Distinct().ToList();
        return at is not null && Time(at) is { } time ? new DigestSlot(time, days) : null;
    }

    private DayOfWeek? Day(YamlNode node)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString();
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        _fields.Fault(node, $"\"{text}\" is no day; expected is mon, tue, wed, thu, fri, sat or sun");
        return null;
    }

    private TimeOnly? Time(YamlNode node)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        _fields.Fault(node, $"\"{text}\" is no time of day such as 07:00");
        return null;
    }

    private Interests Interests(YamlMappingNode node)
    {
        if (YamlFields.Child(node, "interests") is not { } child || _fields.Mapping(child, "interests") is not { } mapping)
        {
            return new Interests();
        }

        _fields.Expect(mapping, "topics", "actors", "outlets", "languages");
        return new Interests
        {
            Topics = _fields.Texts(mapping, "topics"),
            Actors = Actors(mapping, "actors"),
            Outlets = _fields.Texts(mapping, "outlets"),
            Languages = _fields.Texts(mapping, "languages"),
        };
    }

    private AlertRule Alert(YamlMappingNode node, List<WebhookAddress> webhooks)
    {
        _fields.Expect(
            node, "name", "accusers", "accused", "acts", "alsoUnknownAccusers", "minimumStrength", "minimumIndependentReports", "outlets", "languages", "quietHours", "channel");
        var channel = _fields.Text(node, "channel") ?? AlertRule.MailChannel;
        if (channel != AlertRule.MailChannel && webhooks.All(webhook => webhook.Name != channel))
        {
            _fields.Fault(node, "channel", $"\"{channel}\" is neither mail nor one of the subscriber's webhooks");
        }

        return new AlertRule
        {
            Name = _fields.Required(node, "name", "an alert") ?? "",
            Accusers = Actors(node, "accusers"),
            Accused = Actors(node, "accused"),
            ActClasses = _fields.Texts(node, "acts"),
            AlsoUnknownAccusers = _fields.Switch(node, "alsoUnknownAccusers") ?? false,
            MinimumStrength = _fields.Word<AttributionStrength>(node, "minimumStrength") ?? AttributionStrength.Supports,
            MinimumIndependentReports = _fields.Number(node, "minimumIndependentReports", 1, 100) ?? 1,
            Outlets = _fields.Texts(node, "outlets"),
            Languages = _fields.Texts(node, "languages"),
            QuietHours = Quiet(node),
            Channel = channel,
        };
    }

    // "22:00-06:00"
    private QuietHours? Quiet(YamlMappingNode node)
    {
        if (_fields.Text(node, "quietHours") is not { } text)
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

        _fields.Fault(node, "quietHours", $"\"{text}\" is no span of the day such as 22:00-06:00");
        return null;
    }

    private WebhookAddress Webhook(YamlMappingNode node)
    {
        _fields.Expect(node, "name", "url", "urlSecret", "shape", "signingSecret");
        var (url, urlSecret) = (_fields.Text(node, "url"), _fields.Text(node, "urlSecret"));
        if (url is null == urlSecret is null)
        {
            _fields.Fault(node, "a webhook needs either \"url\" or \"urlSecret\"");
        }

        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")))
        {
            _fields.Fault(node, "url", $"\"{url}\" is no http(s) address");
        }

        return new WebhookAddress(
            _fields.Required(node, "name", "a webhook") ?? "",
            url,
            urlSecret,
            _fields.Word<WebhookShape>(node, "shape") ?? WebhookShape.Json,
            _fields.Text(node, "signingSecret"));
    }

    private List<string> Actors(YamlMappingNode node, string name)
    {
        var actors = new List<string>();
        foreach (var child in YamlFields.List(node, name))
        {
            var id = (child as YamlScalarNode)?.Value ?? "";
            if (id.Length == 0 || !_isActor(id))
            {
                _fields.Fault(child, $"unknown actor \"{id}\"");
            }

            actors.Add(id);
        }

        return actors;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
