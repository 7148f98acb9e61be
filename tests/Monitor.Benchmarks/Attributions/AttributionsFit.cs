using System.Globalization;
using Monitor.Attributions;
using Monitor.Attributions.Weighed;
using Monitor.Tagging;

namespace Monitor.Benchmarks.Attributions;

/// <summary>
/// attributions-fit ITEMS.jsonl... [--out=weights.tsv]: fits the weights by which accusations and denials are judged to labelled items, and tells by
/// folds how well they judge items that they did not see. With --counted=w1,w2 the items with
/// other beginnings of their ids are learnt from in every fold and never counted. --share=.25 learns from a part of them (a learning curve), --ceiling
/// tells how many parties are seen at all, --unbound counts what bounds forbid, --misses=.5 shows each error; the rest is named in FitOptions.
/// </summary>
internal static class AttributionsFit
{
    private const int Folds = 5;
    private const int ShareParts = 20;
    private static readonly double[] Shown = [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

    public static int Run(string[] args)
    {
        var options = FitOptions.Of(args);
        var config = ConfigFolder();
        var tagger = Tagger.Load(config);
        var detector = AttributionDetector.Load(config, tagger.Actors);
        var articles = LabelledItem.Read(options.Files).ConvertAll(item => FitArticle.Of(item, tagger, detector, options.IsLearntOnly(item)));
        var counted = articles.FindAll(article => !article.IsLearntOnly);
        Console.WriteLine($"{articles.Count} items, {counted.Count} of them counted");
        FitCeiling.Print(counted, options.ShowsCeiling);
        var pairs = Features(articles, article => article.Pairs, options);
        var (again, deniers) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var setting in options.Settings)
        {
            Console.WriteLine($"== {setting}");
            Judge(articles, article => article.Pairs, pairs, setting, options.Share);
            articles.ForEach(article => article.LookAgain());
            again = Features(articles, article => article.Again, options);
            Judge(articles, article => article.Again, again, setting, options.Share);
            articles.ForEach(article => article.TakeSecond());
            if (deniers.Count == 0)
            {
                articles.ForEach(article => article.ReadDeniers());
                deniers = Features(articles, article => article.Deniers, options);
            }

            Judge(articles, article => article.Deniers, deniers, setting, options.Share);
            articles.ForEach(article => article.KeepBounds(options.IsUnbound));
            Print(counted, "all", options);
            foreach (var group in counted.GroupBy(article => article.Item.Id[..article.Item.Id.IndexOf('-', StringComparison.Ordinal)])
                .OrderBy(group => group.Key, StringComparer.Ordinal).Where(_ => options.Settings.Count == 1))
            {
                Print([.. group], group.Key, options);
            }
        }

        if (options.Misses is { } least)
        {
            counted.ForEach(article => article.Print(least));
        }

        if (options.Out is { } path)
        {
            Write(path, articles, (pairs, again, deniers), options);
        }

        return 0;
    }

    /// <summary>Features of so many items at least, with their numbers: what fewer have teaches nothing.</summary>
    private static Dictionary<string, int> Features(List<FitArticle> articles, Func<FitArticle, List<FitCandidate>> candidates, FitOptions options)
    {
        var items = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in articles.SelectMany(article => candidates(article).SelectMany(candidate => candidate.Names).Distinct(StringComparer.Ordinal)))
        {
            items[name] = items.GetValueOrDefault(name) + 1;
        }

        var features = items.Where(of => of.Value >= options.ItemsMin)
            .Select(of => of.Key).Order(StringComparer.Ordinal).Select((name, number) => (name, number)).ToDictionary(of => of.name, of => of.number);
        foreach (var candidate in articles.SelectMany(candidates))
        {
            candidate.Features = [.. candidate.Names.Where(features.ContainsKey).Select(name => features[name])];
        }

        Console.WriteLine($"{features.Count} features of {options.ItemsMin} items or more");
        return features;
    }

    /// <summary>Gives each candidate the probability by weights that its own item did not teach.</summary>
    private static void Judge(
        List<FitArticle> articles, Func<FitArticle, List<FitCandidate>> candidates, Dictionary<string, int> features, FitSetting setting, double share)
    {
        for (var fold = 0; fold < Folds; fold++)
        {
            var learnt = articles.Where((_, place) => place % Folds != fold && place / Folds % ShareParts < share * ShareParts).ToList();
            var weights = FitTo(learnt, candidates, features.Count, setting);
            foreach (var candidate in articles.Where((_, place) => place % Folds == fold).SelectMany(candidates))
            {
                candidate.Probability = LogisticFit.Probability(weights, candidate.Features);
            }
        }
    }

    /// <summary>Where an item does not tell which words carry a statement, the candidate that the others' weights judge best is taken for it.</summary>
    private static float[] FitTo(List<FitArticle> articles, Func<FitArticle, List<FitCandidate>> candidates, int features, FitSetting setting)
    {
        var examples = articles.SelectMany(candidates).Where(candidate => candidate.Label is not null)
            .Select(candidate => new Example(candidate.Features, candidate.Label!.Value)).ToList();
        var weights = LogisticFit.Fit(examples, features, setting);
        var told = articles.SelectMany(article => FitArticle.Told(candidates(article), candidate => LogisticFit.Probability(weights, candidate.Features)))
            .Select(candidate => new Example(candidate.Features, true)).ToList();
        return told.Count == 0 ? weights : LogisticFit.Fit([.. examples, .. told], features, setting);
    }

    private static void Print(List<FitArticle> articles, string name, FitOptions options)
    {
        Console.WriteLine($"{name}: rules alone {Sum(articles, 2, article => article.PairsAt)} | denials {Sum(articles, 2, article => article.DenialsAt)}");
        var (pairs, denials) = (Sum(articles, 2, article => article.PairsAt), Sum(articles, 2, article => article.DenialsAt));
        foreach (var least in Shown)
        {
            var (all, denied) = (Sum(articles, least, article => article.PairsAt), Sum(articles, least, article => article.DenialsAt));
            Console.WriteLine($"   at {least:0.00} {all}, likely alone {(all - pairs).Precision:0.000} | denials {denied}, "
                + $"likely alone {(denied - denials).Precision:0.000}");
        }
    }

    private static Score Sum(List<FitArticle> articles, double least, Func<FitArticle, Func<double, Score>> part) =>
        articles.Select(article => part(article)(least)).Aggregate(Score.None, (sum, score) => sum + score);

    private static void Write(
        string path, List<FitArticle> articles, (Dictionary<string, int> Pairs, Dictionary<string, int> Again, Dictionary<string, int> Deniers) all,
        FitOptions options)
    {
        var lines = new List<string>
        {
            $"{FeatureWeights.LeastLine}\t{FeatureWeights.Accuses}\t{options.Accuses.ToString(CultureInfo.InvariantCulture)}",
            $"{FeatureWeights.LeastLine}\t{FeatureWeights.Denies}\t{options.Denies.ToString(CultureInfo.InvariantCulture)}",
        };
        lines.AddRange(articles.Select(article => article.Item.Language).Distinct().Order(StringComparer.Ordinal)
            .Select(language => $"{FeatureWeights.LanguageLine}\t{language}\t1"));
        foreach (var (judgement, features, weights) in new[]
        {
            (FeatureWeights.Accuses, all.Pairs, FitTo(articles, article => article.Pairs, all.Pairs.Count, options.Settings[0])),
            (FeatureWeights.Again, all.Again, FitTo(articles, article => article.Again, all.Again.Count, options.Settings[0])),
            (FeatureWeights.Denies, all.Deniers, FitTo(articles, article => article.Deniers, all.Deniers.Count, options.Settings[0])),
        })
        {
            lines.AddRange(features.Where(of => Math.Abs(weights[of.Value]) >= options.WeightMin)
                .OrderBy(of => of.Key, StringComparer.Ordinal)
                .Select(of => string.Create(CultureInfo.InvariantCulture, $"{of.Key}\t{judgement}\t{weights[of.Value]:0.##}")));
        }

        lines.AddRange(FitKinds.Lines(articles, options));
        File.WriteAllLines(path, lines);
        Console.WriteLine($"{lines.Count} lines in {path}");
    }

    /// <summary>The checkout's own config.</summary>
    public static string ConfigFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the benchmark runs inside the checkout");
        }

        return Path.Combine(folder.FullName, "config");
    }
}
