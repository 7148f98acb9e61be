using System.Collections.Concurrent;
using System.Security.Cryptography;
using Monitor.Feeds.Discovery;

namespace Monitor.Worker.Admin;

/// <summary>
/// Feeds that were found and are looked at before they are added: what was fetched to show them counts as the first poll. In this process alone, few, and
/// not for long.
/// </summary>
internal sealed class FeedFinds(TimeProvider clock)
{
    private const int FindsMax = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, FoundFeed Found)> _finds = new(StringComparer.Ordinal);

    /// <summary>Keeps a find, and forgets the oldest where there are many.</summary>
    /// <returns>What it is asked for by.</returns>
    public string Keep(FoundFeed found)
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        _finds[id] = (clock.GetUtcNow(), found);
        foreach (var old in _finds.OrderByDescending(find => find.Value.At).Skip(FindsMax).Concat(_finds.Where(find => IsOver(find.Value.At))))
        {
            _finds.TryRemove(old.Key, out _);
        }

        return id;
    }

    /// <summary>Null for one that is kept no more.</summary>
    public FoundFeed? Find(string? id) => id is not null && _finds.TryGetValue(id, out var find) && !IsOver(find.At) ? find.Found : null;

    public void Forget(string id) => _finds.TryRemove(id, out _);

    private bool IsOver(DateTimeOffset at) => clock.GetUtcNow() - at > Kept;
}
