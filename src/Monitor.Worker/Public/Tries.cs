namespace Monitor.Worker.Public;

/// <summary>
/// Tries that are bounded, by whom they came from. In memory, each worker its own, and of at most <see cref="KnownMax"/> of them.
/// </summary>
/// <param name="failuresMax">So many within <see cref="Window"/>; further ones wait until it has passed.</param>
internal sealed class Tries<TKey>(TimeProvider clock, int failuresMax)
    where TKey : notnull
{
    public const int KnownMax = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Dictionary<TKey, (int Failures, DateTimeOffset Since)> _failures = [];
    private readonly Lock _lock = new();

    public int Known
    {
        get
        {
            lock (_lock)
            {
                return _failures.Count;
            }
        }
    }

    /// <summary>
    /// Counts a try as a failure, before anybody knows whether it is one: who asks many times at once, or hangs up before the answer, has no tries
    /// for nothing.
    /// </summary>
    /// <returns>How long to wait; null where the try may be made.</returns>
    public TimeSpan? Take(TKey from)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            var known = _failures.GetValueOrDefault(from);
            var isOpen = known.Failures > 0 && known.Since + Window > now;
            if (isOpen && known.Failures >= failuresMax)
            {
                return known.Since + Window - now;
            }

            if (known.Failures == 0 && _failures.Count >= KnownMax)
            {
                Forget(now);
            }

            _failures[from] = isOpen ? (known.Failures + 1, known.Since) : (1, now);
            return null;
        }
    }

    /// <summary>What was counted as a failure was none.</summary>
    public void TakeBack(TKey from)
    {
        lock (_lock)
        {
            if (_failures.TryGetValue(from, out var known) && known.Failures > 1)
            {
                _failures[from] = (known.Failures - 1, known.Since);
            }
            else
            {
                _failures.Remove(from);
            }
        }
    }

    /// <summary>Drops what has run out; where nothing has, all: the flood came from so many that a bound on each is no help.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (from, _) in _failures.Where(entry => entry.Value.Since + Window <= now).ToList())
        {
            _failures.Remove(from);
        }

        if (_failures.Count >= KnownMax)
        {
            _failures.Clear();
        }
    }
}
