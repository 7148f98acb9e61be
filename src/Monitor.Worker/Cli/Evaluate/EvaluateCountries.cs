using System.CommandLine;
using Monitor.Stories.Evaluation;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary><c>monitor evaluate countries</c>: the pairs of accusing and accused countries of each article against labels.</summary>
internal static class EvaluateCountries
{
    public static Command Create()
    {
        var (gold, output, json) = (EvaluateArguments.Gold(), EvaluateArguments.Output(), SharedOptions.Json());
        var companiesHome = new Option<bool>("--companies-home")
        {
            Description = "A firm's, an institute's or a person's state accuses too, where the text or the book tells it.",
        };
        var command = new Command("countries", "Labels {\"id\",\"pairs\":[\"US>CN\"],\"named\"} against the lines of 'attributions find --json': states, "
            + "agencies and the EU accuse; a company's home only with --companies-home.") { gold, output, companiesHome, json };
        command.SetAction(parsed =>
        {
            var found = CountryPairs(parsed.GetRequiredValue(output), parsed.GetValue(companiesHome));
            var path = parsed.GetRequiredValue(gold);
            var units = new List<Counts>();
            foreach (var (line, value) in LabelFiles.Objects(path))
            {
                var pairs = found.GetValueOrDefault(LabelFiles.Text(path, line, value, "id")) ?? [];
                var (all, named) = (LabelFiles.Texts(value, "pairs"), LabelFiles.Texts(value, value.TryGetProperty("named", out _) ? "named" : "pairs"));
                units.Add(new Counts(pairs.Count(all.Contains), pairs.Count, named.Count(pairs.Contains), named.Count));
            }

            MeasureTable.Report(Bootstrap.Measure("country pairs", units), parsed.GetValue(json));
        });
        return command;
    }

    private static Dictionary<string, HashSet<string>> CountryPairs(string path, bool isHomeCounted)
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
            known.UnionWith(LabelFiles.Texts(value, "accusers").Select(CountryOf).OfType<string>().Select(accuser => $"{accuser}>{accused}"));
            if (isHomeCounted && LabelFiles.Optional(value, "accuserCountry") is { } home)
            {
                known.Add($"{home}>{accused}");
            }
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
}
