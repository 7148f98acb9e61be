namespace Monitor.Worker.Json.Shapes;

/// <summary>Where a saved search is read as a feed. The addresses hold the token: whoever has one reads the feed.</summary>
public sealed record FeedsOutShape(string Atom, string Rss, string Json);
