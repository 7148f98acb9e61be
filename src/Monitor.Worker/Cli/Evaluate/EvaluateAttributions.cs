using System.CommandLine;
using System.Text.Json;
using Monitor.Stories.Evaluation;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary><c>monitor evaluate attributions</c>: the lines of 'attributions find --json' against labelled statements.</summary>
internal static class EvaluateAttributions
{
    private static readonly Dictionary<string, string> Strengths = new(StringComparer.Ordinal)
    {
        ["direct-official"] = "official",
        ["supports/acknowledges-only"] = "supports",
        ["urges/no attribution"] = "urges",
        ["past attribution"] = "past",
        ["denial"] = "denied",
    };

    public static Command Create()
    {
        var (gold, output, json) = (EvaluateArguments.Gold(), EvaluateArguments.Output(), SharedOptions.Json());
        var command = new Command(
            "attributions", "Labelled statements (a JSON document with \"documents\") against the lines of 'attributions find --json'.") { gold, output, json };
        command.SetAction(parsed =>
        {
            var wanted = Labels(parsed.GetRequiredValue(gold));
            var found = Found(parsed.GetRequiredValue(output));
            var units = new List<Counts>();
            foreach (var label in wanted.Where(label => !label.IsOptional))
            {
                units.Add(new Counts(0, 0, found.Exists(label.Matches) ? 1 : 0, 1));
            }

            foreach (var dyad in found)
            {
                var matching = wanted.FindAll(label => label.Matches(dyad));
                if (matching.Count == 0 || matching.Exists(label => !label.IsOptional))
                {
                    units.Add(new Counts(matching.Count > 0 ? 1 : 0, 1, 0, 0));
                }
            }

            MeasureTable.Report(Bootstrap.Measure("statements with strength", units), parsed.GetValue(json));
            var (right, required) = (units.Sum(unit => unit.RightOfWanted), units.Sum(unit => unit.Wanted));
            Console.Error.WriteLine($"{Results.Of((int)right, (int)required, "required statements")} found, "
                + $"{units.Sum(unit => unit.Found - unit.RightOfFound)} wrong");
        });
        return command;
    }

    private static List<Label> Labels(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return
            [
                .. from labelled in document.RootElement.GetProperty("documents").EnumerateArray()
                   let article = Path.GetFileNameWithoutExtension(labelled.GetProperty("file").GetString() ?? "")
                   from row in labelled.GetProperty("attributions").EnumerateArray()
                   let strength = row.GetProperty("strength").GetString() ?? ""
                   select new Label(
                       article, Ids(row, "accuser"), Ids(row, "accused"), Strengths.GetValueOrDefault(strength, strength),
                       row.TryGetProperty("optional", out var optional) && optional.ValueKind is JsonValueKind.True),
            ];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailure($"{path}: labels are expected as {{\"documents\":[{{\"file\",\"attributions\":[…]}}]}}: {fault.Message}");
        }
    }

    private static List<string> Ids(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out var actor) || actor.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var ids = LabelFiles.Texts(actor, "id_any");
        ids.Add(actor.GetProperty("id").GetString() ?? "");
        return [.. ids.Select(Comparable).Distinct()];
    }

    private static List<Dyad> Found(string path)
    {
        var dyads = new List<Dyad>();
        foreach (var (line, value) in LabelFiles.Objects(path))
        {
            var polarity = LabelFiles.Text(path, line, value, "polarity");
            var strength = polarity == "denied" ? "denied"
                : polarity == "negated" ? "negated"
                : value.TryGetProperty("past", out var past) && past.ValueKind is JsonValueKind.True ? "past"
                : LabelFiles.Text(path, line, value, "strength");
            var accused = LabelFiles.Optional(value, "accused") is { } id ? Comparable(id) : null;
            dyads.AddRange(LabelFiles.Texts(value, "accusers")
                .Select(accuser => new Dyad(LabelFiles.Text(path, line, value, "article"), Comparable(accuser), accused, strength)));
        }

        return dyads;
    }

    /// <summary>A government, a state's hackers and its embassy count as the state; groups of persons as nationals.</summary>
    private static string Comparable(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var (prefix, rest) = colon < 0 ? ("", id) : (id[..colon].ToUpperInvariant(), id[(colon + 1)..].ToUpperInvariant());
        return prefix switch
        {
            "GOV" or "HACKERS" or "EMBASSY" when rest.Length >= 2 => "COUNTRY:" + rest[..2],
            "NATIONALS" or "PERSON-GROUP" => "NATIONALS",
            _ => $"{prefix}:{rest}",
        };
    }

    /// <summary>One accuser of one statement; strength "denied" and "past" stand for polarity and time.</summary>
    private sealed record Dyad(string Article, string Accuser, string? Accused, string Strength);

    /// <summary>A labelled statement: any of its ids will do.</summary>
    private sealed record Label(string Article, IReadOnlyList<string> Accusers, IReadOnlyList<string> Accused, string Strength, bool IsOptional)
    {
        public bool Matches(Dyad dyad) =>
            dyad.Article == Article && dyad.Strength == Strength && Accusers.Contains(dyad.Accuser)
                && (Accused.Count == 0 || (dyad.Accused is { } accused && Accused.Contains(accused)));
    }
}
