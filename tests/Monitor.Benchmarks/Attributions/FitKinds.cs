using System.Globalization;
using Monitor.Attributions;
using Monitor.Attributions.Weighed;

namespace Monitor.Benchmarks.Attributions;

/// <summary>Fits by what a likely accusation's strength is told: for each a judgement of its own, the likeliest wins.</summary>
internal static class FitKinds
{
    private const int Folds = 5;

    private static readonly FitSetting Setting = new(6, 0.05, 0.003);

    /// <summary>The lines of the weights; prints by folds how many are right of the pairs found by weights alone.</summary>
    public static List<string> Lines(List<FitArticle> articles, FitOptions options)
    {
        var examples = articles.Select((article, place) => (Fold: place % Folds, article.IsLearntOnly,
            Pairs: article.Pairs.FindAll(pair => pair.Label == true && pair.KindNames.Length > 0))).ToList();
        var items = examples.SelectMany(of => of.Pairs.SelectMany(pair => pair.KindNames).Distinct(StringComparer.Ordinal)).CountBy(name => name)
            .Where(of => of.Value >= options.ItemsMin).Select(of => of.Key).Order(StringComparer.Ordinal).ToList();
        var features = items.Select((name, number) => (name, number)).ToDictionary(of => of.name, of => of.number, StringComparer.Ordinal);
        int[] Numbers(FitCandidate pair) => [.. pair.KindNames.Where(features.ContainsKey).Select(name => features[name])];
        float[] Fit(string judgement, Func<int, bool> isOfFold) => LogisticFit.Fit([.. examples.Where(of => isOfFold(of.Fold)).SelectMany(of => of.Pairs)
            .Select(pair => new Example(Numbers(pair), IsOf(judgement, pair.Truth!)))], features.Count, Setting);

        var (strength, byForm, asserted, all) = (0, 0, 0, 0);
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = StatementKind.Judgements.ToDictionary(judgement => judgement, judgement => Fit(judgement, other => other != fold));
            foreach (var pair in examples.Where(of => of.Fold == fold && !of.IsLearntOnly).SelectMany(of => of.Pairs)
                .Where(pair => pair.Probability >= options.Accuses))
            {
                var numbers = Numbers(pair);
                all++;
                strength += IsOf(weights.MaxBy(of => numbers.Sum(number => of.Value[number])).Key, pair.Truth!) ? 1 : 0;
                byForm += pair.ByForm == pair.Truth!.Strength ? 1 : 0;
                asserted += pair.Truth!.Polarity is Polarity.Asserted ? 1 : 0;
            }
        }

        Console.WriteLine($"of {all} pairs found at {options.Accuses}: strength right {strength} (by form {byForm}), asserted {asserted}");
        return [.. StatementKind.Judgements.SelectMany(judgement =>
        {
            var weights = Fit(judgement, _ => true);
            return features.Where(of => Math.Abs(weights[of.Value]) >= options.WeightMin)
                .Select(of => string.Create(CultureInfo.InvariantCulture, $"{of.Key}\t{judgement}\t{weights[of.Value]:0.##}"));
        })];
    }

    private static bool IsOf(string judgement, LabelledStatement truth) =>
        judgement == StatementKind.JudgementOf(truth.Strength);
}
