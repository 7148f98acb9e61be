namespace Monitor.Digests.Changes;

/// <summary>A story with new articles.</summary>
/// <param name="Articles">All of it, oldest first.</param>
/// <param name="LeadId">Its most original report.</param>
/// <param name="TopicIds">Of all its articles, the most frequent first.</param>
public sealed record ChangedStory(
    long Id, DateTimeOffset FirstAt, int IndependentReports, int Copies, long LeadId, IReadOnlyList<ChangedArticle> Articles, IReadOnlyList<string> TopicIds);
