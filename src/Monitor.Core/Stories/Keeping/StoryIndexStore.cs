using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.Keeping;

/// <summary>
/// Takes the index up again from the database: the states that are kept whole, what was grouped since they were written, and the articles of the
/// window. The same rows give the same index, so that a worker that takes over decides as the one before would have.
/// </summary>
public sealed class StoryIndexStore(MonitorDbContextFactory contexts, StoriesOptions options)
{
    private const string BoilerplateName = "boilerplate";
    private const string StatisticsName = "terms";

    /// <summary>The index as of the last commit, with the order numbers of the last article grouped and of the last that the kept states know.</summary>
    public async Task<(StoryIndex Index, long Order, long StatesOrder)> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var states = await db.Set<IndexState>().AsNoTracking().ToDictionaryAsync(state => state.Name, cancellationToken);
        var (boilerplate, statistics, known) = StatesOf(states);
        var index = new StoryIndex(options, LoadText, boilerplate, statistics);
        await CatchUpAsync(db, index, known, cancellationToken);
        var order = await RestoreAsync(db, index, cancellationToken);
        return (index, order, known);
    }

    /// <summary>Writes the states that are kept whole, to be saved with the commit that is under way.</summary>
    public static async Task KeepAsync(MonitorDbContext db, KeptStates states, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(states);
        await PutAsync(BoilerplateName, states.Boilerplate);
        await PutAsync(StatisticsName, states.Statistics);

        async Task PutAsync(string name, byte[] bytes)
        {
            if (await db.Set<IndexState>().FindAsync([name], cancellationToken) is { } state)
            {
                (state.Bytes, state.Order) = (bytes, states.Order);
            }
            else
            {
                db.Add(new IndexState { Name = name, Bytes = bytes, Order = states.Order });
            }
        }
    }

    /// <summary>
    /// The kept states, with the order number of the last article that they know. Those of another version are learnt anew from all articles.
    /// </summary>
    private (BoilerplateMemory Boilerplate, TermStatistics Statistics, long Order) StatesOf(Dictionary<string, IndexState> states)
    {
        try
        {
            if (states.TryGetValue(BoilerplateName, out var boilerplate) && states.TryGetValue(StatisticsName, out var statistics))
            {
                return (
                    BoilerplateMemory.FromBytes(boilerplate.Bytes, options.BoilerplateRunsMax), TermStatistics.FromBytes(statistics.Bytes),
                    Math.Min(boilerplate.Order, statistics.Order));
            }
        }
        catch (InvalidDataException)
        {
            // Below.
        }

        return (new BoilerplateMemory(options.BoilerplateRunsMax), new TermStatistics(), 0);
    }

    /// <summary>Repeats what the articles grouped after the kept states taught.</summary>
    private static async Task CatchUpAsync(MonitorDbContext db, StoryIndex index, long known, CancellationToken cancellationToken)
    {
        var later = db.Set<ArticleSignature>().AsNoTracking()
            .Where(signature => signature.Order > known)
            .OrderBy(signature => signature.Order)
            .Join(db.Set<Article>().AsNoTracking(), signature => signature.ArticleId, article => article.Id, (signature, article) => new
            {
                signature,
                article.Title,
                article.Text,
            });
        await foreach (var row in later.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var profile = ArticleProfile.FromBytes(row.signature.ArticleId, row.signature.Profile);
            index.Boilerplate.Learn(ArticleTerms.Of(TokenizedText.Of(row.Title, row.Text)).Words, profile.Host, profile.Published);
            if (row.signature.IsCounted)
            {
                index.CountTerms(profile);
            }
        }
    }

    /// <summary>The order of the first article that <see cref="LoadAsync"/> looks at, or that the index compares with: none before is needed.</summary>
    public async Task<long> NeededFromAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var order = await db.Set<ArticleSignature>().MaxAsync(signature => (long?)signature.Order, cancellationToken) ?? 0;
        var known = await db.Set<IndexState>().MinAsync(state => (long?)state.Order, cancellationToken) ?? 0;
        return order == 0 ? 0 : Math.Min(known + 1, await FirstInWindowAsync(db, order, cancellationToken));
    }

    /// <summary>
    /// The window is what follows the first article that is not too old, and at least the latest ones: the same as in a worker that never stopped.
    /// </summary>
    private async Task<long> FirstInWindowAsync(MonitorDbContext db, long order, CancellationToken cancellationToken)
    {
        var newestAt = await db.Set<ArticleSignature>().MaxAsync(signature => signature.AppearedAt, cancellationToken);
        var since = newestAt - options.Window;
        var inWindow = await db.Set<ArticleSignature>().Where(signature => signature.AppearedAt >= since)
            .MinAsync(signature => signature.Order, cancellationToken);
        return Math.Max(Math.Min(inWindow, order - StoryIndex.RecentArticles + 1), order - options.ArticlesMax + 1);
    }

    private async Task<long> RestoreAsync(MonitorDbContext db, StoryIndex index, CancellationToken cancellationToken)
    {
        var order = await db.Set<ArticleSignature>().MaxAsync(signature => (long?)signature.Order, cancellationToken) ?? 0;
        if (order == 0)
        {
            return 0;
        }

        var first = await FirstInWindowAsync(db, order, cancellationToken);
        var rows = db.Set<ArticleSignature>().AsNoTracking()
            .Where(signature => signature.Order >= first)
            .OrderBy(signature => signature.Order)
            .Join(db.Set<StoryArticle>().AsNoTracking(), signature => signature.ArticleId, placed => placed.ArticleId,
                (signature, placed) => new { signature.ArticleId, signature.Order, signature.Profile, placed.StoryId, placed.CopyGroup });
        var repaired = order - (order % StoryIndex.ArticlesBetweenRepairs);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            index.Restore(ArticleProfile.FromBytes(row.ArticleId, row.Profile), row.StoryId, row.CopyGroup, isChanged: row.Order > repaired);
        }

        foreach (var label in await db.Set<StoryLabel>().AsNoTracking().OrderBy(label => label.Id).ToListAsync(cancellationToken))
        {
            index.Hold(label.FirstArticleId, label.SecondArticleId, label.SameStory);
        }

        foreach (var label in await db.Set<CopyLabel>().AsNoTracking().OrderBy(label => label.Id).ToListAsync(cancellationToken))
        {
            index.HoldCopy(label.FirstArticleId, label.SecondArticleId);
        }

        index.NextStory = (await db.Set<Story>().MaxAsync(story => (long?)story.Id, cancellationToken) ?? 0) + 1;
        return order;
    }

    /// <summary>The index asks while it compares; a synchronous question keeps that code free of waiting.</summary>
    private AlignableText? LoadText(long articleId)
    {
        using var db = contexts.CreateDbContext();
        var row = db.Set<ArticleSignature>().AsNoTracking()
            .Where(signature => signature.ArticleId == articleId)
            .Join(db.Set<Article>().AsNoTracking(), signature => signature.ArticleId, article => article.Id, (signature, article) => new
            {
                signature.Parts,
                article.Title,
                article.Text,
            })
            .SingleOrDefault();
        if (row is null)
        {
            return null;
        }

        return AlignableText.Of(TextParts.Cut(TokenizedText.Of(row.Title, row.Text), row.Parts));
    }
}
