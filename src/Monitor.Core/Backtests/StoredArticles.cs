using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Backtests;

/// <summary>The stored articles as a backtest reads them.</summary>
public static class StoredArticles
{
    /// <summary>How many articles have been read in all: what a look back meets at most.</summary>
    public static async Task<long> CountAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        // By what indexes hold: whoever counts what was read walks through all texts.
        var all = await db.Set<Article>().LongCountAsync(cancellationToken);
        return all - await db.Set<Article>().LongCountAsync(article => article.ReadAt == null, cancellationToken);
    }

    /// <summary>
    /// What has been read and appeared since an instant, in the order in which it came; null for an article of which the test says at once that
    /// nothing hits it. Straight from the driver: of most articles only title and text are ever looked at.
    /// </summary>
    public static IAsyncEnumerable<BacktestArticle?> ReadAsync(
        MonitorDbContextFactory contexts, DateTimeOffset since, RuleBacktest test, CancellationToken cancellationToken) =>
        ReadAsync(contexts, articles => articles.ReadSince(since), test, cancellationToken);

    /// <summary>The same of the latest articles that are in the search index, the latest first.</summary>
    public static IAsyncEnumerable<BacktestArticle?> LatestAsync(
        MonitorDbContextFactory contexts, int articlesMax, RuleBacktest test, CancellationToken cancellationToken) =>
        ReadAsync(
            contexts, articles => articles.Where(article => article.SearchKey != null).OrderByDescending(article => article.SearchKey).Take(articlesMax), test,
            cancellationToken);

    private static async IAsyncEnumerable<BacktestArticle?> ReadAsync(
        MonitorDbContextFactory contexts, Func<IQueryable<Article>, IQueryable<Article>> which, RuleBacktest test,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(test);
        await using var db = contexts.CreateDbContext();
        var query = which(db.Set<Article>())
            .Select(article => new
            {
                article.Title,
                article.Text,
                article.Id,
                article.Outlet,
                article.Url,
                article.AppearedAt,
                article.Language,
                article.Byline,
            });
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = query.CreateDbCommand();
        // All rows are wanted, however long that takes; Ctrl-C ends it.
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (title, text) = (reader.GetString(0), reader.GetString(1));
            yield return test.MayHit(title, text) ? Article(reader, title, text) : null;
        }
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static BacktestArticle Article(DbDataReader reader, string title, string text)
    {
        var id = reader.GetInt64(2).ToString(CultureInfo.InvariantCulture);
        var outlet = reader.GetString(3);
        var url = reader.IsDBNull(4) ? null : reader.GetString(4);
        var appearedAt = reader.GetFieldType(5) == typeof(string) ? UtcTextConverter.Parse(reader.GetString(5)) : reader.GetFieldValue<DateTimeOffset>(5);
        return new BacktestArticle(id, outlet, url, title, text, appearedAt, Text(reader, 6), Text(reader, 7));
    }
}
