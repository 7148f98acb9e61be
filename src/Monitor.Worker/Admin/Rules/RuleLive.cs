using System.Diagnostics;
using Monitor.Backtests;
using Monitor.Storage;

namespace Monitor.Worker.Admin.Rules;

/// <summary>Looks over drafts while they are typed. One at a time: who types on gives up what was asked before.</summary>
public sealed class RuleLive(MonitorDbContextFactory contexts, RuleDesk desk) : IDisposable
{
    public const string Path = "/rules/live";

    /// <summary>So many of the latest articles are looked at.</summary>
    public const int ArticlesMax = 5_000;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task<LiveCheck> LookAsync(RuleDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var started = Stopwatch.GetTimestamp();
        var saved = await desk.SavedAsync(cancellationToken);
        // What is not named yet is named when it is saved.
        var check = RuleCheck.Of(draft.Name.Length == 0 ? draft with { Name = "a draft" } : draft, saved);
        if (check.Rule is not { } rule)
        {
            return new LiveCheck(check, null, Stopwatch.GetElapsedTime(started));
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var test = new RuleBacktest(saved.Actors, saved.Rules, rule, saved.Rules.Find(draft.Id), JudgedArticles.None, [], new Random(1));
            await test.RunAsync(StoredArticles.LatestAsync(contexts, ArticlesMax, test, cancellationToken), null, null, cancellationToken);
            return new LiveCheck(check, test.Report(), Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
