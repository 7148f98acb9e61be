namespace Monitor.Digests;

/// <summary>An article as a digest shows it.</summary>
/// <param name="Sentence">How it begins; empty where only the title is shown.</param>
public sealed record DigestReport(long ArticleId, string Title, string Outlet, string? Url, DateTimeOffset At, string Sentence);
