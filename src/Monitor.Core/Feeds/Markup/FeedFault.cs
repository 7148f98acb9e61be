namespace Monitor.Feeds.Markup;

/// <summary>What is wrong with a feed document, for its publisher and the admin.</summary>
/// <param name="Line">1 is the first line; 0 when the fault concerns the whole document.</param>
/// <param name="Column">1 is the first character of the line; in a repaired line counted after the repair.</param>
public sealed record FeedFault(FeedFaultKind Kind, string Message, int Line, int Column);
