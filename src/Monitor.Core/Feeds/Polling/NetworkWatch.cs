namespace Monitor.Feeds.Polling;

/// <summary>
/// Tells a dead feed from a dead network of our own: when host after host cannot be reached and none answers in between, it is us. Then
/// nothing is counted against any feed, what was counted since the last answer is taken back, and polling pauses.
/// </summary>
public sealed class NetworkWatch
{
    private const int HostsMin = 3;
    private const int HostsEnough = 8;
    private const double ShareOfHosts = 0.75;
    private static readonly TimeSpan PauseAtFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);
    private readonly List<(int FeedId, double Weight)> _counted = [];
    private TimeSpan _pause = PauseAtFirst;

    /// <summary>No polls before, except one to see whether the network is back.</summary>
    public DateTimeOffset PausedUntil { get; private set; } = DateTimeOffset.MinValue;

    public bool IsDown { get; private set; }

    /// <summary>
    /// Notes what a poll met with. Answers whether it is our network's fault; then <paramref name="takeBack"/> lists the failures counted
    /// before that became clear.
    /// </summary>
    public bool IsOurs(DateTimeOffset now, string host, int feedId, PollOutcome outcome, out IReadOnlyList<(int FeedId, double Weight)> takeBack)
    {
        lock (_lock)
        {
            takeBack = [];
            _hosts.Add(host);
            if (!outcome.MayBeOurNetwork)
            {
                _unreachable.Clear();
                _counted.Clear();
                (IsDown, _pause, PausedUntil) = (false, PauseAtFirst, DateTimeOffset.MinValue);
                return false;
            }

            _unreachable.Add(host);
            var enough = Math.Clamp((int)Math.Ceiling(_hosts.Count * ShareOfHosts), HostsMin, HostsEnough);
            if (!IsDown && _unreachable.Count < enough)
            {
                _counted.Add((feedId, outcome.FailureWeight));
                return false;
            }

            if (now >= PausedUntil)
            {
                PausedUntil = now + _pause;
                _pause = IsDown && _pause * 2 < PauseMax ? _pause * 2 : IsDown ? PauseMax : _pause;
            }

            IsDown = true;
            takeBack = [.. _counted];
            _counted.Clear();
            return true;
        }
    }
}
