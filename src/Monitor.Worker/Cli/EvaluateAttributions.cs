using System.CommandLine;
using System.Text.Json;
using Monitor.Stories.Evaluation;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor evaluate attributions|countries</c>: the lines of 'attributions find --json' against labels.</summary>
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

    public static Command Attributions()
    {
        var (gold, output, json) = (EvaluateCommands.Gold(), EvaluateCommands.Output(), SharedOptions.Json());
        var command = new Command("attributions", "Labelled statements (a JSON document with \"documents\") against the lines of 'attributions find --json'.") { gold, output, json };
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

            Report(Bootstrap.Measure("statements with strength", units), parsed.GetValue(json));
            Console.Error.WriteLine($"{units.Sum(unit => unit.RightOfWanted)} of {units.Sum(unit => unit.Wanted)} required found, {units.Sum(unit => unit.Found - unit.RightOfFound)} wrong");
        });
        return command;
    }

    public static Command Countries()
    {
        var (gold, output, json) = (EvaluateCommands.Gold(), EvaluateCommands.Output(), SharedOptions.Json());
        var command = new Command("countries", "Labels {\"id\",\"pairs\":[\"US>CN\"],\"named\"} against the lines of 'attributions find --json': states, agencies and the EU accuse; a company's home does not.") { gold, output, json };
        command.SetAction(parsed =>
        {
            var found = CountryPairs(parsed.GetRequiredValue(output));
            var path = parsed.GetRequiredValue(gold);
            var units = new List<Counts>();
            foreach (var (line, value) in LabelFiles.Objects(path))
            {
                var pairs = found.GetValueOrDefault(LabelFiles.Text(path, line, value, "id")) ?? [];
                var (all, named) = (Texts(value, "pairs"), Texts(value, value.TryGetProperty("named", out _) ? "named" : "pairs"));
                units.Add(new Counts(pairs.Count(all.Contains), pairs.Count, named.Count(pairs.Contains), named.Count));
            }

            Report(Bootstrap.Measure("country pairs", units), parsed.GetValue(json));
        });
        return command;
    }

    private static void Report(Measured measured, bool asJson)
    {
        if (asJson)
        {
            using var lines = new JsonLines();
            lines.Write(measured);
        }
        else
        {
            EvaluateCommands.Print([measured]);
        }
    }

    /// <summary>One accuser of one statement; strength "denied" and "past" stand for polarity and time.</summary>
    private sealed record Dyad(string Article, string Accuser, string? Accused, string Strength);

    /// <summary>A labelled statement: any of its ids will do.</summary>
    private sealed record Label(string Article, IReadOnlyList<string> Accusers, IReadOnlyList<string> Accused, string Strength, bool IsOptional)
    {
        public bool Matches(Dyad dyad) =>
            dyad.Article == Article && dyad.Strength == Strength && Accusers.Contains(dyad.Accuser) && (Accused.Count == 0 || (dyad.Accused is { } accused && Accused.Contains(accused)));
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

        var ids = Texts(actor, "id_any");
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
            dyads.AddRange(Texts(value, "accusers").Select(accuser => new Dyad(LabelFiles.Text(path, line, value, "article"), Comparable(accuser), accused, strength)));
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

    private static Dictionary<string, HashSet<string>> CountryPairs(string path)
    {
        var pairs = new Dictionary<string, HashSet<string>>();
        foreach (var (line, value) in LabelFiles.Objects(path))
        {
            if (LabelFiles.Text(path, line, value, "polarity") != "asserted" || LabelFiles.Optional(value, "accusedCountry") is not { } accused)
            {
                continue;
            }

            var article = LabelFiles.Text(path, line, value, "article");
            var known = pairs.TryGetValue(article, out var kept) ? kept : pairs[article] = [];
            known.UnionWith(Texts(value, "accusers").Select(CountryOf).OfType<string>().Select(accuser => $"{accuser}>{accused}"));
        }

        return pairs;
    }

    private static string? CountryOf(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return id.Equals("igo:EU", StringComparison.OrdinalIgnoreCase) ? "EU"
            : colon > 0 && id.Length >= colon + 3 && id[..colon] is "country" or "gov" or "agency" or "embassy" ? id.Substring(colon + 1, 2).ToUpperInvariant()
            : null;
    }

    private static List<string> Texts(JsonElement value, string name) =>
        value.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
