namespace Monitor.Stories.Evaluation;

/// <summary>
/// How well a grouping fits a labelled one: BCubed (Bagga and Baldwin, 1998), pairs of articles, and the adjusted Rand index (Hubert and Arabie, 1985).
/// </summary>
public sealed record StoryMeasures(int Articles, int StoriesWanted, int StoriesFound, Measured BCubed, Measured Pairs, double AdjustedRand)
{
    /// <summary>Compares the story of each labelled article. An article that was not grouped stands alone.</summary>
    public static StoryMeasures Of(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> found)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(found);
        var labelled = wanted.Select(pair => (Wanted: pair.Value, Found: found.TryGetValue(pair.Key, out var story) ? story : "\0" + pair.Key)).ToList();
        var wantedSizes = labelled.CountBy(article => article.Wanted).ToDictionary();
        var foundSizes = labelled.CountBy(article => article.Found).ToDictionary();
        var cells = labelled.CountBy(article => article).ToDictionary();

        var bcubed = new Dictionary<string, Counts>();
        var pairs = new Dictionary<string, Counts>();
        foreach (var ((wantedStory, foundStory), both) in cells)
        {
            var (wantedSize, foundSize) = (wantedSizes[wantedStory], foundSizes[foundStory]);
            var share = (double)both * both;
            bcubed[wantedStory] = bcubed.GetValueOrDefault(wantedStory)
                + new Counts(share / foundSize, both, share / wantedSize, both);

            // Each article brings half of every pair that it is in, so that the pairs of a story can be drawn with it.
            pairs[wantedStory] = pairs.GetValueOrDefault(wantedStory)
                + new Counts(Two(both), both * (foundSize - 1) / 2.0, Two(both), both * (wantedSize - 1) / 2.0);
        }

        return new StoryMeasures(
            labelled.Count,
            wantedSizes.Count,
            foundSizes.Count,
            Bootstrap.Measure("BCubed", [.. bcubed.Values]),
            Bootstrap.Measure("pairs", [.. pairs.Values]),
            AdjustedRandOf(cells.Values, wantedSizes.Values, foundSizes.Values, labelled.Count));
    }

    private static double AdjustedRandOf(IEnumerable<int> cells, IEnumerable<int> wantedSizes, IEnumerable<int> foundSizes, int count)
    {
        var (both, wanted, found) = (cells.Sum(Two), wantedSizes.Sum(Two), foundSizes.Sum(Two));
        var expected = count < 2 ? 0 : wanted * found / Two(count);
        var most = (wanted + found) / 2;
        return most <= expected ? 1 : (both - expected) / (most - expected);
    }

    private static double Two(int count) => count * (count - 1.0) / 2;
}
