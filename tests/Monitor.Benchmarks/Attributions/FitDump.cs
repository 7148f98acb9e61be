using System.Text.Json;

namespace Monitor.Benchmarks.Attributions;

/// <summary>Writes what a fit sees, for whoever tries another model on it.</summary>
internal static class FitDump
{
    public static void Write(string folder, List<FitArticle> articles)
    {
        using var output = new StreamWriter(Path.Combine(folder, "candidates.jsonl"));
        foreach (var article in articles)
        {
            output.WriteLine(JsonSerializer.Serialize(new
            {
                article.Item.Id,
                article.IsLearntOnly,
                Pairs = article.Pairs.Select(pair => Line(article, pair)),
                Deniers = article.Deniers.Select(pair => Line(article, pair)),
                Rules = article.RuleLines(),
                Gold = article.Gold.Select(gold => new
                {
                    Accuser = gold.Accuser.Order(StringComparer.Ordinal),
                    Accused = gold.Accused?.Order(StringComparer.Ordinal),
                    gold.Statement.Optional,
                    Strength = gold.Statement.Strength.ToString(),
                    Polarity = gold.Statement.Polarity.ToString(),
                    gold.Statement.Past,
                }),
            }));
        }
    }

    private static object Line(FitArticle article, FitCandidate candidate) => new
    {
        candidate.Names,
        candidate.Label,
        candidate.IsBound,
        candidate.Rival,
        S = candidate.Sentence.Start,
        candidate.Probability,
        candidate.Shown,
        Told = candidate.Told is null ? -1 : article.Gold.IndexOf(candidate.Told),
        Fits = article.Gold.Select((gold, place) => (gold, place))
            .Where(of => (of.gold.Accused is null) == (candidate.Accused.Count == 0) && of.gold.Fits(candidate)).Select(of => of.place),
        Key = string.Join(",", candidate.Accuser.Order(StringComparer.Ordinal)) + ">" + string.Join(",", candidate.Accused.Order(StringComparer.Ordinal)),
    };
}
