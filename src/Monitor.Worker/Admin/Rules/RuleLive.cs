using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Backtests;
using Monitor.Storage;
using Monitor.Worker.Admin.Pages;

namespace Monitor.Worker.Admin.Rules;

/// <summary>What a draft is worth while it is typed: its faults, and what it hits among the latest articles.</summary>
/// <param name="Report">Null where there are faults, or no articles.</param>
public sealed record LiveCheck(RuleCheck Check, BacktestReport? Report, TimeSpan Took);

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
            await using var db = contexts.CreateDbContext();
            var since = await db.Set<Article>().Where(article => article.SearchKey != null).OrderByDescending(article => article.SearchKey)
                .Skip(ArticlesMax - 1).Select(article => (DateTimeOffset?)article.AppearedAt).FirstOrDefaultAsync(cancellationToken);
            var test = new RuleBacktest(saved.Actors, saved.Rules, rule, saved.Rules.Find(draft.Id), JudgedArticles.None, [], new Random(1));
            await test.RunAsync(
                StoredArticles.ReadAsync(contexts, since ?? DateTimeOffset.UnixEpoch, test, cancellationToken), null, null, cancellationToken);
            return new LiveCheck(check, test.Report(), Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}

/// <summary>The address that the form of a rule asks while somebody types.</summary>
internal static class RuleLiveAddress
{
    public static void MapRuleLive(this WebApplication app) => app.MapPost(
        RuleLive.Path,
        async (HttpContext http, string? id, RuleLive live) =>
        {
            var post = new FormPost(await http.Request.ReadFormAsync(http.RequestAborted), http.User.Identity?.Name ?? "");
            var draft = RuleDraft.Of(post, string.IsNullOrEmpty(id) ? null : id);
            // A rule that is new has no id until somebody gives it one.
            var found = await live.LookAsync(draft.Id.Length == 0 ? draft with { Id = "draft" } : draft, http.RequestAborted);
            return new RazorComponentResult<RuleLiveView>(new Dictionary<string, object?> { [nameof(RuleLiveView.Live)] = found });
        }).RequireAuthorization(Policies.Analyst);
}
