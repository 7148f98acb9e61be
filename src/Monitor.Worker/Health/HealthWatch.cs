using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;

namespace Monitor.Worker.Health;

/// <summary>
/// Looks at what the worker depends on and at its runs. Asked by anybody and often: one look serves all who ask within two seconds, and
/// takes no longer than four.
/// </summary>
public sealed class HealthWatch(
    RunHealth runs, FaultTeller teller, ProxySightings proxies, MonitorDbContextFactory contexts, StorageOptions storage, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookMax = TimeSpan.FromSeconds(4);

    // Ten times the longest tick that the options allow would be ten hours; a worker whose runs all stand for this long hangs.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(90);

    // A failure that the next tick or two mend is none to wake somebody for.
    private static readonly TimeSpan FailingMax = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan WaitingMax = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private (long At, HealthReport Report)? _last;

    /// <summary>Why the process had better be started anew, in a sentence; null while its runs come round. Asks no database.</summary>
    public string? Hang()
    {
        var last = runs.Runs.Values.Select(run => run.EndedAt ?? run.StartedAt).OfType<DateTimeOffset>().Append(runs.Since).Max();
        return clock.GetUtcNow() - last > SilentAfter ? $"no run has ended since {last:u}: restart the worker" : null;
    }

    /// <summary>What the last look saw; null before the first.</summary>
    public HealthReport? Last { get; private set; }

    public async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || Stopwatch.GetElapsedTime(last.At) > LookEvery)
            {
                last = (Stopwatch.GetTimestamp(), await LookAnewAsync(cancellationToken));
                (_last, Last) = (last, last.Report);
            }

            return last.Report;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<HealthReport> LookAnewAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LookMax);
        string? database;
        IReadOnlyDictionary<string, WaitingWork>? waiting = null;
        var halted = new List<HaltedWay>();
        try
        {
            database = await DatabaseCheck.FaultAsync(contexts, patience.Token);
            if (database is null)
            {
                await using var db = contexts.CreateDbContext();
                waiting = await WaitingWork.AskAsync(db, clock.GetUtcNow(), patience.Token);
                halted = await db.Set<HaltedWay>().AsNoTracking().OrderBy(way => way.ChannelKind).ToListAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            database = $"{contexts.Address} gave no answer within {LookMax.TotalSeconds:0} s";
        }
        catch (Exception failure) when (MachineFault.Of(failure) is { IsOfTheMachine: true } fault)
        {
            database = fault.ToString();
        }

        return new HealthReport(Dependencies(database, halted), [.. RunNames.Five.Select(run => StateOf(run, waiting?.GetValueOrDefault(run)))]);
    }

    private List<DependencyHealth> Dependencies(string? database, List<HaltedWay> halted)
    {
        var disk = DiskSpace.Fault(storage.DataFolder);
        var found = new List<DependencyHealth>
        {
            new("database", database is null ? HealthStatus.Ready : HealthStatus.NotReady, database),
            new("disk", disk is null ? HealthStatus.Ready : HealthStatus.Impaired, disk),
        };
        foreach (var (fault, run, since) in teller.Standing.Where(standing => standing.Fault.IsOfTheMachine))
        {
            var (name, status) = PlaceOf(fault.Kind);
            // What is looked at itself has said it already.
            if (!found.Exists(one => one.Name == name && one.Status == HealthStatus.NotReady))
            {
                found.RemoveAll(one => one.Name == name);
                found.Add(new DependencyHealth(name, status, $"{fault} ({run})", since));
            }
        }

        found.AddRange(halted.Select(way => new DependencyHealth(
            way.ChannelKind, HealthStatus.Impaired, $"nothing leaves by {way.ChannelKind}: {way.Reason}; 'monitor doctor' says what is wrong", way.Since)));
        if (proxies.Last is { } proxy)
        {
            found.Add(new DependencyHealth(
                "proxy", HealthStatus.Impaired,
                $"requests come through {proxy}, which is not trusted: put it into Pages:TrustedProxies if it is a proxy of yours"));
        }

        return found;
    }

    private static (string Name, HealthStatus Status) PlaceOf(MachineFaultKind kind) => kind switch
    {
        MachineFaultKind.DiskFull => ("disk", HealthStatus.NotReady),
        MachineFaultKind.NotAllowed => ("files", HealthStatus.NotReady),
        MachineFaultKind.Network => ("network", HealthStatus.Impaired),
        MachineFaultKind.Mail => ("mail", HealthStatus.Impaired),
        _ => ("database", HealthStatus.NotReady),
    };

    private RunState StateOf(string run, WaitingWork? waiting)
    {
        var now = clock.GetUtcNow();
        var record = runs.Runs.GetValueOrDefault(run) ?? new RunRecord();
        var (status, says) = record.FailingSince is { } since && now - since >= FailingMax
            ? (HealthStatus.NotReady, $"has failed since {since:u}; the log says why")
            : waiting?.OldestAt is { } oldest && now - oldest > WaitingMax
                ? (HealthStatus.Impaired, $"what it should do next has waited since {oldest:u}")
                : (HealthStatus.Ready, (string?)null);
        return new RunState(run, status, record.LastSuccessAt, waiting?.OldestAt, waiting?.Refused, waiting?.Waiting, says);
    }
}
