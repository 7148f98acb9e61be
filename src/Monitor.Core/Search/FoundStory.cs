using Monitor.Stories;

namespace Monitor.Search;

/// <summary>A story as a row of a list.</summary>
/// <param name="Topics">Of its lead.</param>
/// <param name="Actors">Ids of those whom its lead names, the most named first.</param>
/// <param name="Outlets">Names of a few outlets that report it.</param>
/// <param name="HasAttribution">An attribution stands in one of its articles.</param>
/// <param name="Lead">How its lead begins; empty where its text was let go.</param>
/// <param name="Hit">The latest article in it that was found; null where no words and no filters were given.</param>
public sealed record FoundStory(
    Story Story, IReadOnlyList<string> Topics, IReadOnlyList<string> Actors, IReadOnlyList<string> Outlets, bool HasAttribution, string Lead,
    FoundArticle? Hit);
