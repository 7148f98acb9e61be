using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>An article in its story, and why it is there.</summary>
/// <param name="CopyGroup">Equal for copies of one another.</param>
/// <param name="Of">The article that it copies or takes from; null for none.</param>
public sealed record StoryMember(
    long Article, string Outlet, string Title, string? Url, DateTimeOffset? PublishedAt, StoryRelation Relation, CopyKind? Kind, long CopyGroup, long? Of,
    double CopyScore, double StoryScore, IReadOnlyList<string> Why);
