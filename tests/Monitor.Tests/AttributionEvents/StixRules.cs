using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Tests.AttributionEvents;

/// <summary>
/// The rules of the OASIS STIX 2.1 specification that concern the objects an export uses: common properties (section 3.2), identifiers (2.9),
/// timestamps (2.16), each object's own properties (4 to 7), the relationships that they may have, vocabularies (10). Compared with what the
/// published JSON schemas and the OASIS validator check as MUST and SHOULD; its wish for UUIDv4 is not followed on purpose, since section 2.9
/// allows others in a namespace of their own.
/// </summary>
internal static partial class StixRules
{
    private static readonly string[] Common =
    [
        "type", "spec_version", "id", "created_by_ref", "created", "modified", "revoked", "labels", "confidence", "lang", "external_references",
        "object_marking_refs", "granular_markings", "extensions",
    ];

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Types = new()
    {
        ["identity"] = (["name"], ["description", "roles", "identity_class", "sectors", "contact_information"]),
        ["threat-actor"] = (["name"], ["description", "threat_actor_types", "aliases", "first_seen", "last_seen", "roles", "goals", "sophistication"]),
        ["intrusion-set"] = (["name"], ["description", "aliases", "first_seen", "last_seen", "goals"]),
        ["campaign"] = (["name"], ["description", "aliases", "first_seen", "last_seen", "objective"]),
        ["relationship"] = (["relationship_type", "source_ref", "target_ref"], ["description", "start_time", "stop_time"]),
        ["report"] = (["name", "published", "object_refs"], ["description", "report_types"]),
        ["opinion"] = (["opinion", "object_refs"], ["explanation", "authors"]),
        ["note"] = (["content", "object_refs"], ["abstract", "authors"]),
        ["extension-definition"] = (["created_by_ref", "name", "schema", "version", "extension_types"], ["description", "extension_properties"]),
    };

    private static readonly Dictionary<string, string[]> Vocabularies = new()
    {
        ["identity_class"] = ["individual", "group", "system", "organization", "class", "unknown"],
        ["threat_actor_types"] =
        [
            "activist", "competitor", "crime-syndicate", "criminal", "hacker", "insider-accidental", "insider-disgruntled", "nation-state",
            "sensationalist", "spy", "terrorist", "unknown",
        ],
        ["report_types"] =
        [
            "attack-pattern", "campaign", "identity", "indicator", "intrusion-set", "malware", "observed-data", "threat-actor", "threat-report",
            "tool", "vulnerability",
        ],
        ["opinion"] = ["strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"],
        ["extension_types"] = ["new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"],
    };

    /// <summary>What is against the rules in a bundle, in words; nothing where it is sound.</summary>
    public static List<string> Faults(JsonObject bundle)
    {
        var faults = new List<string>();
        if ((string?)bundle["type"] != "bundle" || !Identifier().IsMatch((string)bundle["id"]!)
            || !((string)bundle["id"]!).StartsWith("bundle--", StringComparison.Ordinal)
            || bundle.Any(property => property.Key is not ("type" or "id" or "objects")) || bundle["objects"] is JsonArray { Count: 0 })
        {
            faults.Add("a bundle of 2.1 is its type, its id and at least one object");
        }

        var objects = bundle["objects"]!.AsArray().Select(one => one!.AsObject()).ToList();
        var byId = new Dictionary<string, JsonObject>();
        foreach (var one in objects)
        {
            if (!byId.TryAdd((string)one["id"]!, one))
            {
                faults.Add($"{one["id"]} occurs twice");
            }
        }

        foreach (var one in objects)
        {
            faults.AddRange(ObjectFaults(one, byId).Select(fault => $"{one["id"]}: {fault}"));
        }

        return faults;
    }

    private static IEnumerable<string> ObjectFaults(JsonObject one, Dictionary<string, JsonObject> byId)
    {
        var type = (string)one["type"]!;
        if (!Types.TryGetValue(type, out var properties))
        {
            return [$"{type} is no type of an export"];
        }

        var required = new[] { "type", "spec_version", "id", "created", "modified" }.Concat(properties.Required);
        return required.Where(name => !one.ContainsKey(name)).Select(name => $"{name} is missing")
            .Concat(one.Select(property => property.Key)
                .Where(name => !Common.Contains(name) && !properties.Required.Contains(name) && !properties.Optional.Contains(name))
                .Select(name => $"{name} is no property of {type}"))
            .Concat(one.Select(property => property.Key).Where(name => !PropertyName().IsMatch(name)).Select(name => $"{name} is no name for a property"))
            .Concat(IdentifierFaults(one, type))
            .Concat(TimeFaults(one))
            .Concat(one.SelectMany(property => ValueFaults(property.Key, property.Value)))
            .Concat(ReferenceFaults(one, byId))
            .Concat(RelationshipFaults(one, byId))
            .Concat(ExtensionFaults(one, byId));
    }

    private static IEnumerable<string> IdentifierFaults(JsonObject one, string type)
    {
        var id = (string)one["id"]!;
        if (!Identifier().IsMatch(id) || !id.StartsWith(type + "--", StringComparison.Ordinal))
        {
            yield return "the identifier is not type--UUID of RFC 4122";
        }

        if ((string?)one["spec_version"] != "2.1")
        {
            yield return "spec_version must be 2.1";
        }
    }

    private static IEnumerable<string> TimeFaults(JsonObject one)
    {
        foreach (var name in new[] { "created", "modified", "published", "first_seen", "last_seen" }.Where(one.ContainsKey))
        {
            if (!DateTime.TryParseExact((string)one[name]!, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                yield return $"{name} is no RFC 3339 timestamp in UTC to the millisecond";
            }
        }

        if (string.CompareOrdinal((string)one["modified"]!, (string)one["created"]!) < 0)
        {
            yield return "modified lies before created";
        }

        if (one["confidence"] is not null && (int)one["confidence"]! is < 0 or > 100)
        {
            yield return "confidence lies outside 0 to 100";
        }

        if (one["revoked"] is { } revoked && revoked.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            yield return "revoked is true or false";
        }
    }

    /// <summary>Lists are not empty, strings neither, nothing is null; values of vocabularies are those of the specification.</summary>
    private static IEnumerable<string> ValueFaults(string name, JsonNode? value)
    {
        if (value is null || value is JsonArray { Count: 0 } or JsonObject { Count: 0 })
        {
            yield return $"{name} is empty";
            yield break;
        }

        var values = value is JsonArray list ? list.Where(one => one is JsonValue)
            .Select(one => one!.ToString()) : value is JsonValue ? [value.ToString()] : [];
        foreach (var word in values)
        {
            if (word.Length == 0 || (Vocabularies.TryGetValue(name, out var vocabulary) && !vocabulary.Contains(word)))
            {
                yield return $"{name} may not be \"{word}\"";
            }
        }

        if (name == "external_references")
        {
            foreach (var reference in value.AsArray().Select(one => one!.AsObject()))
            {
                if (string.IsNullOrEmpty((string?)reference["source_name"])
                    || reference.Any(property => property.Key is not ("source_name" or "description" or "url" or "hashes" or "external_id"))
                    || !(reference.ContainsKey("url") || reference.ContainsKey("description") || reference.ContainsKey("external_id"))
                    || (reference["url"] is { } url && !Uri.TryCreate((string)url!, UriKind.Absolute, out _)))
                {
                    yield return "an external reference needs a source name, and an address, a description or an id";
                }
            }
        }
    }

    private static IEnumerable<string> ReferenceFaults(JsonObject one, Dictionary<string, JsonObject> byId)
    {
        var references = one.Where(property => property.Key.EndsWith("_ref", StringComparison.Ordinal))
            .Select(property => (property.Key, Id: (string)property.Value!))
            .Concat(one.Where(property => property.Key.EndsWith("_refs", StringComparison.Ordinal))
                .SelectMany(property => property.Value!.AsArray(), (property, id) => (property.Key, Id: (string)id!)));
        foreach (var (name, id) in references)
        {
            if (!byId.TryGetValue(id, out var target))
            {
                yield return $"{name} names {id}, which is not in the bundle";
            }
            else if (name == "created_by_ref" && (string)target["type"]! != "identity")
            {
                yield return "the author must be an identity";
            }
        }
    }

    private static IEnumerable<string> RelationshipFaults(JsonObject one, Dictionary<string, JsonObject> byId)
    {
        if ((string)one["type"]! != "relationship")
        {
            yield break;
        }

        var triple = (TypeOf(one["source_ref"], byId), (string)one["relationship_type"]!, TypeOf(one["target_ref"], byId));
        if (triple is not (("campaign", "attributed-to", "intrusion-set" or "threat-actor") or ("intrusion-set", "attributed-to",
            "threat-actor") or ("threat-actor", "attributed-to", "identity")))
        {
            yield return $"{triple} is no relationship of the specification";
        }
    }

    private static string TypeOf(JsonNode? reference, Dictionary<string, JsonObject> byId) =>
        byId.TryGetValue((string)reference!, out var target) ? (string)target["type"]! : "nothing";

    private static IEnumerable<string> ExtensionFaults(JsonObject one, Dictionary<string, JsonObject> byId)
    {
        if ((string)one["type"]! == "extension-definition" && (!SemanticVersion().IsMatch((string)one["version"]!)
            || (one.ContainsKey("extension_properties") && !one["extension_types"]!.AsArray().Any(type => (string)type! == "toplevel-property-extension"))))
        {
            yield return "the version has three numbers, and only top-level properties are listed";
        }

        foreach (var (id, extension) in one["extensions"]?.AsObject() ?? [])
        {
            if (extension!.AsObject().Any(property => !PropertyName().IsMatch(property.Key)) || extension.AsObject().Count < 2)
            {
                yield return $"the extension {id} is empty, or has a name that is none";
            }

            if (!byId.TryGetValue(id, out var definition)
                || !definition["extension_types"]!.AsArray().Any(type => (string)type! == (string?)extension!["extension_type"]))
            {
                yield return $"the extension {id} is not defined in the bundle";
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]+[a-z0-9]--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Identifier();

    [GeneratedRegex("^(id|[a-z0-9_]{3,250})$")]
    private static partial Regex PropertyName();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex SemanticVersion();
}
