namespace Monitor.Backtests;

/// <summary>Articles that an analyst judged for a rule, and their copies.</summary>
/// <param name="Labels">Whether the rule's topic is right for an article; the copies of a labelled one carry its label.</param>
/// <param name="CopyGroups">The group of copies of an article; one that is not in it stands for itself.</param>
public sealed record JudgedArticles(IReadOnlyDictionary<string, bool> Labels, IReadOnlyDictionary<string, string> CopyGroups)
{
    /// <summary>Nothing was judged.</summary>
    public static JudgedArticles None { get; } = new(new Dictionary<string, bool>(), new Dictionary<string, string>());

    /// <summary>What counts once, however often it was published.</summary>
    public string GroupOf(string article) => CopyGroups.GetValueOrDefault(article, article);
}
