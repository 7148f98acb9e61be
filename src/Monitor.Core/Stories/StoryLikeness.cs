namespace Monitor.Stories;

/// <summary>Whether two articles report the same event.</summary>
/// <param name="Score">0 to 1, from all that follows.</param>
/// <param name="Words">How alike their words are.</param>
public readonly record struct StoryLikeness(double Score, Similarity Words)
{
    /// <summary>Half of the likeness is gone after so many days between two articles.</summary>
    private const double HalfLifeDays = 60;

    public static StoryLikeness Of(ArticleProfile first, ArticleProfile second, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var words = Similarity.Of(first, second, statistics);
        var apart = first.Published is { } one && second.Published is { } other ? (one - other).Duration().TotalDays : 0;
        var alike = (0.4 * words.Body) + (0.3 * words.Lead) + (0.3 * words.Names);
        return new StoryLikeness(Math.Min(1, 2 * alike * Math.Pow(0.5, apart / HalfLifeDays)), words);
    }
}
