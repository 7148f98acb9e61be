namespace Monitor.Digests;

/// <summary>Feeds that need a look, the newest change first.</summary>
/// <param name="More">How many there are besides.</param>
public sealed record DigestFeeds(IReadOnlyList<DigestFeed> Shown, int More)
{
    public static readonly DigestFeeds None = new([], 0);

    public int Count => Shown.Count + More;
}
