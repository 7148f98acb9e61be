using Monitor.Storage.Machine;

namespace Monitor.Runs;

/// <summary>
/// Counts what one run does, over all that it does at the same time. A report lists the counts in the order in which they are named here:
/// <paramref name="always"/> even when there was nothing to count, and after them <paramref name="sometimes"/> when there was.
/// </summary>
internal sealed class RunTally(string run, string[] always, params string[] sometimes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = always.Concat(sometimes).ToDictionary(what => what, _ => 0, StringComparer.Ordinal);
    private readonly List<string> _skipped = [];
    private MachineFault? _fault;

    /// <summary>The units that were skipped, each with the reason.</summary>
    public IReadOnlyList<string> Skipped
    {
        get
        {
            lock (_lock)
            {
                return [.. _skipped];
            }
        }
    }

    /// <summary>What the machine failed in last, if it did.</summary>
    public MachineFault? Fault
    {
        get
        {
            lock (_lock)
            {
                return _fault;
            }
        }
    }

    public int this[string what]
    {
        get
        {
            lock (_lock)
            {
                return _counts[what];
            }
        }
    }

    public void Count(string what, int by = 1)
    {
        lock (_lock)
        {
            // What the run did not name has no place in the report: the indexer throws.
            _counts[what] = _counts[what] + by;
        }
    }

    public void Skip(string unitAndReason)
    {
        lock (_lock)
        {
            _skipped.Add(unitAndReason);
        }
    }

    /// <summary>The machine failed in a unit: it is tried again soon, and told once for all that met the same.</summary>
    public void Broke(MachineFault fault)
    {
        lock (_lock)
        {
            _fault = fault;
        }
    }

    /// <summary>Adds what a part of the run counted for itself.</summary>
    public void Take(RunTally part)
    {
        foreach (var what in always.Concat(sometimes))
        {
            Count(what, part[what]);
        }

        foreach (var line in part.Skipped)
        {
            Skip(line);
        }

        if (part.Fault is { } fault)
        {
            Broke(fault);
        }
    }

    public RunReport Report(TimeSpan duration)
    {
        var counts = new OrderedDictionary<string, int>();
        foreach (var what in always.Concat(sometimes.Where(what => this[what] > 0)))
        {
            counts.Add(what, this[what]);
        }

        return new RunReport(run, duration, counts, Skipped) { Fault = Fault };
    }
}
