using Monitor.Backtests;
using Monitor.Storage;

namespace Monitor.Worker.Admin.Rules;

/// <summary>
/// Drafts that are tried on the stored articles, one after the other, since one keeps all processors busy: for the pages in the background,
/// in memory, each worker its own; the last ones are kept.
/// </summary>
public sealed class RuleTries(MonitorDbContextFactory contexts, RuleDesk desk, IHostApplicationLifetime lifetime, ILogger<RuleTries> logger) : IDisposable
{
    private const int KeptMax = 20;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly List<RuleTry> _tries = [];
    private readonly Lock _lock = new();
    private int _last;

    public RuleTry? Find(int id)
    {
        lock (_lock)
        {
            return _tries.Find(one => one.Id == id);
        }
    }

    /// <summary>Starts a try; what the same author still has running for the rule is stopped.</summary>
    public RuleTry Start(RuleDraft draft, int edited, string author, bool withOverlaps)
    {
        RuleTry started;
        lock (_lock)
        {
            _tries.Where(one => one.IsRunning && one.Author == author && one.Draft.Id == draft.Id).ToList().ForEach(one => one.Stop());
            started = new RuleTry(++_last, draft, edited, author, withOverlaps);
            _tries.Add(started);
            if (_tries.Count > KeptMax && _tries.Find(one => !one.IsRunning) is { } oldest)
            {
                _tries.Remove(oldest);
            }
        }

        _ = Task.Run(() => RunAsync(started));
        return started;
    }

    /// <summary>What a draft does to the stored articles; null where it is no rule.</summary>
    /// <returns>The report, and whether all articles were read.</returns>
    public async Task<(BacktestReport Report, bool IsWhole)?> TestAsync(
        RuleDraft draft, bool withOverlaps, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var saved = await desk.SavedAsync(cancellationToken);
        if (RuleCheck.Of(draft, saved).Rule is not { } rule)
        {
            return null;
        }

        await using var db = contexts.CreateDbContext();
        var labels = await RuleLabels.OfRuleAsync(db, draft.Id, cancellationToken);
        var others = withOverlaps ? saved.Rules.Rules.Select(other => other.Id).Where(id => id != draft.Id).ToList() : [];
        var test = new RuleBacktest(saved.Actors, saved.Rules, rule, saved.Rules.Find(draft.Id), labels, others, new Random(1));
        var expected = await StoredArticles.CountAsync(db, cancellationToken);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var isWhole = await test.RunAsync(
                StoredArticles.ReadAsync(contexts, DateTimeOffset.UnixEpoch, test, cancellationToken), expected, progress, cancellationToken);
            return (test.Report(await RuleLabels.CopyGroupsAsync(db, test.DrawnIds, CancellationToken.None)), isWhole);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _oneAtATime.Dispose();
        _tries.ForEach(one => one.Dispose());
    }

    private async Task RunAsync(RuleTry started)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(started.Stopping, lifetime.ApplicationStopping);
        try
        {
            if (await TestAsync(started.Draft, started.WithOverlaps, started, stopping.Token) is { } test)
            {
                started.End(test.Report, test.IsWhole);
            }
            else
            {
                started.Break("The draft is no rule any more: what it names was changed meanwhile.");
            }
        }
        catch (OperationCanceledException)
        {
            started.Break("Stopped before the first article.");
        }
        catch (Exception fault)
        {
            logger.TryFailed(fault, started.Id);
            started.Break("The articles could not be read; the log says why.");
        }
    }
}
