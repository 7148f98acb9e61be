namespace Monitor.Worker.Api.FeedsOut;

/// <summary>A saved search as a feed: what it found last, the latest first.</summary>
/// <param name="Id">Lasting, whatever the search is called.</param>
/// <param name="UpdatedAt">When its newest entry changed; null while it has none.</param>
public sealed record FeedOut(Guid Id, string Title, DateTimeOffset? UpdatedAt, IReadOnlyList<FeedOutEntry> Entries);

/// <summary>An article of the feed. Its id stays when its title, its address or its text changes; <paramref name="UpdatedAt"/> tells that.</summary>
public sealed record FeedOutEntry(
    Guid Id, string Title, string? Url, string Summary, string Outlet, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Topics);
