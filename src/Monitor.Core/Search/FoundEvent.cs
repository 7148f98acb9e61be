using Monitor.AttributionEvents;

namespace Monitor.Search;

/// <summary>An attribution event as a row of a list.</summary>
/// <param name="Hit">The latest article of it that was found; null where no words and no filters were given.</param>
public sealed record FoundEvent(EventView View, FoundArticle? Hit);
