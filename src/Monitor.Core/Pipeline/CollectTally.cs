using Monitor.Articles;
using Monitor.Feeds.Polling;
using Monitor.Runs;

namespace Monitor.Pipeline;

/// <summary>Counts what one Collect run did.</summary>
internal sealed class CollectTally
{
    private readonly Lock _lock = new();
    private readonly List<string> _skipped = [];
    private int _polled;
    private int _unchanged;
    private int _failed;
    private int _postponed;
    private int _created;
    private int _linked;
    private int _changed;

    public string? FirstSkipped => _skipped.FirstOrDefault();

    public void Polled(PollOutcome outcome, IntakeCounts? kept)
    {
        lock (_lock)
        {
            _polled++;
            _unchanged += outcome is PollOutcome.NotModified or PollOutcome.SameBody ? 1 : 0;
            _failed += outcome.IsSuccess ? 0 : 1;
            _created += kept?.Created ?? 0;
            _linked += kept?.Linked ?? 0;
            _changed += kept?.Changed ?? 0;
        }
    }

    public void Postponed()
    {
        lock (_lock)
        {
            _postponed++;
        }
    }

    public void Skip(string reason)
    {
        lock (_lock)
        {
            _skipped.Add(reason);
        }
    }

    public RunReport Report(TimeSpan duration) => new(
        "collect",
        duration,
        new Dictionary<string, int>
        {
            ["feeds polled"] = _polled,
            ["unchanged"] = _unchanged,
            ["failed"] = _failed,
            ["postponed"] = _postponed,
            ["new articles"] = _created,
            ["listed again"] = _linked,
            ["changed articles"] = _changed,
        },
        [.. _skipped]);
}
