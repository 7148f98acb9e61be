using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Pipeline;

/// <summary>What finds tags and statements, compiled from one config.</summary>
internal sealed record CompiledFinders(Tagger Tagger, StatementFinder FindStatements);

/// <summary>An article that this worker reads: claimed, and renewed until it is disposed of.</summary>
internal sealed record ClaimedArticle(Article Article, CompiledFinders Finders, LeaseRenewal Renewal);

/// <summary>Claims pending articles by the dozen for those who read at the same time, with the config of the moment.</summary>
internal sealed class ReadClaims(
    MonitorDbContextFactory contexts, CurrentTagger taggers, StatementFinders finders, TimeProvider clock, int articlesMax) : IAsyncDisposable
{
    /// <summary>Claimed at once: what a worker reads within a second, so that others find some too.</summary>
    private const int TogetherMax = 32;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Queue<ClaimedArticle> _claimed = new();
    private int _left = articlesMax;

    /// <summary>How many claims of this run found nothing.</summary>
    private int _foundNone;

    /// <summary>
    /// The next article; null when none is due, or enough were read. Who has read nothing yet takes the word of who asked before, so that a run that
    /// finds nothing asks once; who comes back from an article asks anew, since others may have come to be due meanwhile.
    /// </summary>
    public async Task<ClaimedArticle?> NextAsync(bool hasRead, CancellationToken cancellationToken)
    {
        var known = hasRead ? Volatile.Read(ref _foundNone) : 0;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // Those who come back together, from one commit, ask together: one has asked while the others waited here.
            if (_claimed.Count == 0 && _left > 0 && _foundNone == known)
            {
                await ClaimAsync(cancellationToken);
            }

            return _claimed.TryDequeue(out var next) ? next : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_claimed.TryDequeue(out var left))
        {
            await left.Renewal.DisposeAsync();
        }

        _oneAtATime.Dispose();
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateForgetful();
        await db.Database.OpenConnectionAsync(cancellationToken);
        // Asked before the claim: a config that cannot be compiled stops the run, and uses up no attempt of an article.
        var tagger = await taggers.GetAsync(db, cancellationToken);
        var compiled = new CompiledFinders(tagger, await finders(db, tagger, cancellationToken));
        var articles = await DatabaseRetry.RunAsync(
            () => db.ClaimToReadAsync(clock.GetUtcNow(), LeaseTimes.Duration, Math.Min(TogetherMax, _left), cancellationToken), cancellationToken);
        _left -= articles.Count;
        _foundNone += articles.Count == 0 ? 1 : 0;
        foreach (var article in articles)
        {
            _claimed.Enqueue(new ClaimedArticle(article, compiled, new LeaseRenewal(contexts, (other, token) => other.RenewReadAsync(article, token))));
        }
    }
}
