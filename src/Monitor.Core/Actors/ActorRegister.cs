using System.Text.Json;

namespace Monitor.Actors;

/// <summary>Reads registers of threat groups: MISP galaxy clusters, and ATT&amp;CK as a STIX 2 bundle.</summary>
public static class ActorRegister
{
    /// <summary>ATT&amp;CK lists some 190 groups, the largest galaxy some 1,000.</summary>
    public const int ActorsMax = 20_000;

    /// <summary>The largest bundle of ATT&amp;CK has some 50 MB.</summary>
    public const long BytesMax = 200L * 1024 * 1024;

    private const int NamesMax = 1_000;

    /// <exception cref="FormatException">The file is neither, or lists more than anybody would.</exception>
    public static IReadOnlyList<ListedActor> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Object && root.TryGetProperty("values", out var values) && values.ValueKind is JsonValueKind.Array
                ? Bounded(ReadGalaxy(root, values))
                : root.ValueKind is JsonValueKind.Object && Text(root, "type") == "bundle" && root.TryGetProperty("objects", out var objects)
                    && objects.ValueKind is JsonValueKind.Array
                ? Bounded([.. Parts(objects, "objects").Where(item => Text(item, "type") == "intrusion-set" && !IsTrue(item, "revoked") && !IsTrue(item,
                    "x_mitre_deprecated")).Select(ReadStix).Where(actor => actor.Name.Length > 0)])
                : throw new FormatException("neither a MISP galaxy cluster (\"values\") nor a STIX bundle (\"type\": \"bundle\")");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"no JSON: line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}");
        }
    }

    private static List<ListedActor> Bounded(List<ListedActor> listed) =>
        listed.Count > ActorsMax
            ? throw new FormatException($"it lists {listed.Count:N0} actors, at most {ActorsMax:N0} are taken: leave out whom no news names")
        : listed.Find(actor => actor.Names.Count > NamesMax) is { } many
            ? throw new FormatException($"\"{many.Name}\" has {many.Names.Count:N0} names, at most {NamesMax:N0} are taken")
        : listed;

    private static List<ListedActor> ReadGalaxy(JsonElement root, JsonElement values)
    {
        var kind = Text(root, "type") switch
        {
            "threat-actor" or "microsoft-activity-group" or "mitre-intrusion-set" or "360net-threat-actor" => ActorKind.ThreatGroup,
            "intelligence-agency" => ActorKind.Agency,
            var type => throw new FormatException($"a galaxy of type \"{type}\" lists no threat groups or agencies"),
        };
        return [.. Parts(values, "values").Select(value =>
        {
            var hasMeta = value.TryGetProperty("meta", out var meta) && meta.ValueKind is JsonValueKind.Object;
            return new ListedActor(
                kind, Text(value, "value") ?? "", hasMeta ? Texts(meta, "synonyms") : [], Country(hasMeta ? Text(meta, "country") : null), "misp",
                Text(value, "uuid") ?? "");
        }).Where(actor => actor.Name.Length > 0)];
    }

    private static ListedActor ReadStix(JsonElement item)
    {
        var id = item.TryGetProperty("external_references", out var references) && references.ValueKind is JsonValueKind.Array
            ? Parts(references, "external_references").Where(reference => Text(reference, "source_name") == "mitre-attack")
                .Select(reference => Text(reference, "external_id")).FirstOrDefault()
            : null;
        return new ListedActor(ActorKind.ThreatGroup, Text(item, "name") ?? "", Texts(item, "aliases"), null, "attack", id ?? Text(item, "id") ?? "");
    }

    /// <summary>The parts of a list, which must all be objects.</summary>
    private static IEnumerable<JsonElement> Parts(JsonElement list, string name)
    {
        var number = 0;
        foreach (var part in list.EnumerateArray())
        {
            if (part.ValueKind is not JsonValueKind.Object)
            {
                throw new FormatException($"{name}[{number}] is {part.ValueKind.ToString().ToLowerInvariant()}, an object is expected");
            }

            number++;
            yield return part;
        }
    }

    private static string? Country(string? code) => code is { Length: 2 } && code.All(char.IsAsciiLetter) ? code.ToUpperInvariant() : null;

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static List<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
