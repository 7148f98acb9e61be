using Monitor.Stories;

namespace Monitor.Worker.Json.Shapes;

/// <summary>An article in its story, and why it is there; named as <c>stories group</c> names it.</summary>
/// <param name="Id">The article's.</param>
/// <param name="Copies">Equal for copies of one another.</param>
/// <param name="Independent">It counts as a report: no copy, no round-up, and not too short to tell.</param>
/// <param name="Of">The article that it copies or takes from; null for none.</param>
/// <param name="Score">How alike it is to the article that it is a copy of.</param>
/// <param name="StoryScore">How near it is to its story.</param>
public sealed record StoryMember(
    long Id, long Story, long Copies, StoryRelation Relation, CopyKind? Kind, bool Independent, long? Of, double Score, IReadOnlyList<string> Why,
    double StoryScore, string Outlet, string Title, string? Url, DateTimeOffset? Published);
