namespace Monitor.Benchmarks.Attributions;

/// <summary>For how many labelled pairs there is a candidate at all, and whom the party reader did not see where there is none.</summary>
internal static class FitCeiling
{
    public static void Print(List<FitArticle> articles, bool showsMissing)
    {
        var (here, anywhere, all) = (0, 0, 0);
        foreach (var article in articles)
        {
            foreach (var gold in article.Gold.Where(gold => !gold.Statement.Optional && gold.Accused is not null))
            {
                all++;
                var isHere = article.Pairs.Exists(pair => gold.Fits(pair) && gold.IsAt(pair.Sentence));
                var isAnywhere = isHere || article.Pairs.Exists(gold.Fits);
                (here, anywhere) = (here + (isHere ? 1 : 0), anywhere + (isAnywhere ? 1 : 0));
                if (showsMissing && !isAnywhere)
                {
                    Console.WriteLine($"  {article.Item.Id} | {Kind(gold.Statement.Accusers[0])} {article.Seen(gold.Accuser, isAccuser: true)} "
                        + $"| {Kind(gold.Statement.Accused!)} {article.Seen(gold.Accused!, isAccuser: false)} "
                        + $"| {string.Join(",", gold.Statement.Accusers)} > {gold.Statement.Accused} "
                        + $"| {string.Join(" + ", gold.Statement.AccuserWords)} > {gold.Statement.AccusedWords} | {gold.Statement.Evidence}");
                }
            }
        }

        Console.WriteLine($"{all} pairs, with a candidate in their evidence {(double)here / all:0.000}, anywhere {(double)anywhere / all:0.000}");
    }

    private static string Kind(string party) => party.Contains(':', StringComparison.Ordinal) ? party[..party.IndexOf(':', StringComparison.Ordinal)] : "state";
}
