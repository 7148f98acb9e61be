namespace Monitor.Digests;

/// <summary>A story with new articles.</summary>
/// <param name="TopicIds">Of all its articles.</param>
/// <param name="Actors">Named in its articles, with everything they belong to.</param>
public sealed record ChangedStory(
    long Id,
    DigestStory Story,
    IReadOnlySet<string> TopicIds,
    IReadOnlySet<string> Actors,
    IReadOnlySet<string> Outlets,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> NewArticleOutlets);
