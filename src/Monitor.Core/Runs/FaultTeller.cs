using Microsoft.Extensions.Logging;
using Monitor.Storage.Machine;

namespace Monitor.Runs;

/// <summary>
/// The one place where failures of the machine are told: whoever meets one hands it over here instead of logging it. Which of them become a
/// line, <see cref="FaultLedger"/> decides.
/// </summary>
public sealed class FaultTeller(TimeProvider clock, ILogger<FaultTeller> logger)
{
    private readonly Lock _lock = new();
    private readonly FaultLedger _ledger = new();

    /// <summary>What is wrong now, who met it last, and since when.</summary>
    public IReadOnlyList<(MachineFault Fault, string Run, DateTimeOffset Since)> Standing
    {
        get
        {
            lock (_lock)
            {
                return _ledger.Standing;
            }
        }
    }

    /// <summary>A run, or a unit of it, failed.</summary>
    public void Failed(string run, Exception exception)
    {
        var fault = MachineFault.Of(exception);
        Failed(run, fault, fault.IsOfTheMachine ? null : exception);
    }

    /// <param name="stack">Shown once where it is this program that is at fault; else null.</param>
    public void Failed(string run, MachineFault fault, Exception? stack = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            switch (_ledger.Failed(run, fault, clock.GetUtcNow()))
            {
                case { Stage: FaultStage.Begins } line:
                    logger.FaultBegins(stack, line.Fault.What, line.Run, line.Fault.Reason, line.Fault.Advice);
                    break;
                case { } line:
                    logger.FaultGoesOn(line.Fault.What, Words(line.Lasted), line.Fault.Reason, line.Cost, line.Fault.Advice);
                    break;
            }
        }
    }

    /// <summary>A run came to its end.</summary>
    /// <param name="but">What a unit of it met all the same; null where nothing failed.</param>
    public void CameThrough(string run, MachineFault? but = null)
    {
        lock (_lock)
        {
            foreach (var line in _ledger.CameThrough(run, clock.GetUtcNow(), but))
            {
                logger.FaultEnds(line.Fault.What, Words(line.Lasted), line.Cost);
            }
        }
    }

    private static string Words(TimeSpan lasted) =>
        lasted < TimeSpan.FromMinutes(2) ? $"{lasted.TotalSeconds:0} s"
        : lasted < TimeSpan.FromHours(2) ? $"{lasted.TotalMinutes:0} min"
        : $"{lasted.TotalHours:0.0} h";
}
