namespace Monitor.Feeds.Readers;

/// <summary>One value that two readers read differently in the same document.</summary>
/// <param name="Entry">The entry's number in the document, 1 the first one; 0 for what the feed says of itself.</param>
/// <param name="Name">What the entry is called: its title, else its id.</param>
/// <param name="Field">"title", "link" …; "entry" where only one of the readers found it.</param>
/// <param name="First">What the first reader read; null for nothing.</param>
/// <param name="Second">What the second reader read; null for nothing.</param>
public sealed record FeedDifference(int Entry, string Name, string Field, string? First, string? Second);
