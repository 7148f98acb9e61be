using Monitor.Storage.Machine;

namespace Monitor.Runs;

/// <summary>
/// Decides which failures are worth a line: one when a fault begins, one when it ends with what it cost, and between them at most one a
/// minute, ever more seldom. Pure: it is told what happened and when. Not for several threads at once.
/// </summary>
public sealed class FaultLedger
{
    private static readonly TimeSpan BetweenLinesAtFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLinesMax = TimeSpan.FromMinutes(16);

    // A run that had nothing to write comes through on a full disk too: only that nobody fails for a while shows that it is over.
    private static readonly TimeSpan QuietBeforeEnd = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, Spell> _spells = new(StringComparer.Ordinal);

    /// <summary>A run, or a unit of it, failed. The line to write, or null where it was said just now.</summary>
    public FaultLine? Failed(string run, MachineFault fault, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var key = KeyOf(run, fault);
        if (!_spells.TryGetValue(key, out var spell))
        {
            _spells[key] = spell = new Spell(now);
        }
        else if (spell.EndedAt is not null)
        {
            // It came back. Within a minute of the last line that is the same trouble, and said when its time has come.
            spell.BeginAnew(now);
        }

        spell.Failures[run] = spell.Failures.GetValueOrDefault(run) + 1;
        spell.Standing.Add(run);
        (spell.LastFailedAt, spell.Fault, spell.Run) = (now, fault, run);
        if (now < spell.NextLineAt)
        {
            return null;
        }

        var stage = spell.IsSaid ? FaultStage.GoesOn : FaultStage.Begins;
        spell.SayAt(now);
        return spell.Line(stage, now);
    }

    /// <summary>A run came to its end. The lines on what is over by that.</summary>
    /// <param name="but">What a unit of it met all the same, which is not over; null for nothing.</param>
    public IReadOnlyList<FaultLine> CameThrough(string run, DateTimeOffset now, MachineFault? but = null)
    {
        var ended = new List<FaultLine>();
        var stays = but is null ? null : KeyOf(run, but);
        foreach (var (_, spell) in _spells.Where(spell => spell.Value.EndedAt is null && spell.Key != stays))
        {
            spell.Standing.Remove(run);
            if (spell.Standing.Count > 0 || (!IsProvedByOneSuccess(spell.Fault!) && now - spell.LastFailedAt < QuietBeforeEnd))
            {
                continue;
            }

            spell.EndedAt = now;
            if (spell.IsSaid)
            {
                ended.Add(spell.Line(FaultStage.Ends, now));
            }
        }

        return ended;
    }

    /// <summary>What is wrong now, and since when.</summary>
    public IReadOnlyList<(MachineFault Fault, string Run, DateTimeOffset Since)> Standing =>
        [.. _spells.Values.Where(spell => spell.EndedAt is null).Select(spell => (spell.Fault!, spell.Run, spell.BeganAt))];

    // What fails is one thing for all runs; an error of ours is one for each run and message.
    private static string KeyOf(string run, MachineFault fault) => fault.IsOfTheMachine ? fault.Kind.ToString() : $"{run}: {fault.Reason}";

    // Nothing comes through without the database; a fault of ours concerns one run, which has just shown that it is over.
    private static bool IsProvedByOneSuccess(MachineFault fault) =>
        fault.Kind is MachineFaultKind.DatabaseGone or MachineFaultKind.DatabaseRefuses or MachineFaultKind.DatabaseCrowded
            or MachineFaultKind.Network or MachineFaultKind.Program;

    /// <summary>One fault from its first failure until all that failed by it came through again.</summary>
    private sealed class Spell(DateTimeOffset beganAt)
    {
        private TimeSpan _betweenLines = BetweenLinesAtFirst;

        public DateTimeOffset BeganAt { get; private set; } = beganAt;

        public DateTimeOffset LastFailedAt { get; set; }

        public DateTimeOffset? EndedAt { get; set; }

        public DateTimeOffset NextLineAt { get; private set; }

        public bool IsSaid { get; private set; }

        public MachineFault? Fault { get; set; }

        public string Run { get; set; } = "";

        /// <summary>How often each run failed by it, in the order in which they met it.</summary>
        public OrderedDictionary<string, int> Failures { get; } = new(StringComparer.Ordinal);

        /// <summary>Runs that failed and have not come through since.</summary>
        public HashSet<string> Standing { get; } = new(StringComparer.Ordinal);

        public void SayAt(DateTimeOffset now)
        {
            NextLineAt = now + _betweenLines;
            _betweenLines = _betweenLines * 2 < BetweenLinesMax ? _betweenLines * 2 : BetweenLinesMax;
            IsSaid = true;
        }

        public void BeginAnew(DateTimeOffset now)
        {
            Failures.Clear();
            (BeganAt, EndedAt, IsSaid, _betweenLines) = (now, null, false, BetweenLinesAtFirst);
        }

        public FaultLine Line(FaultStage stage, DateTimeOffset now) => new(
            stage, Fault!, Run, now - BeganAt, string.Join(", ", Failures.Select(run => run.Value == 1 ? $"{run.Key} once" : $"{run.Key} {run.Value} times")));
    }
}
