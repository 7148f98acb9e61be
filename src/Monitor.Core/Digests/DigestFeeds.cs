using System.Text.Json.Serialization;
using Monitor.Feeds;

namespace Monitor.Digests;

/// <summary>Feeds that need a look, the newest change first.</summary>
/// <param name="More">How many there are besides.</param>
public sealed record DigestFeeds(IReadOnlyList<DigestFeed> Shown, int More)
{
    public static readonly DigestFeeds None = new([], 0);

    [JsonIgnore]
    public int Count => Shown.Count + More;
}

/// <param name="Reason">What is wrong, in words.</param>
/// <param name="NextPollAt">Null for a feed that is not polled any more.</param>
/// <param name="Url">The outlet's web site: readers sign in nowhere, so that no page of ours is theirs; null where nobody said.</param>
public sealed record DigestFeed(string Outlet, string Title, FeedState State, string Reason, DateTimeOffset ChangedAt, DateTimeOffset? NextPollAt, string? Url);
