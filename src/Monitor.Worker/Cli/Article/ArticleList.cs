using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Stories;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Article;

/// <summary><c>monitor article list</c>: the articles of the database.</summary>
internal static class ArticleList
{
    public static Command Create()
    {
        var (database, json, max) = (new CommandDatabase(), SharedOptions.Json(), RowsMax.Option());
        var command = new Command("list", "The articles of the database, those collected last first, and how far each has come.") { max, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var articles = await (
                from article in db.Set<Articles.Article>()
                join placed in db.Set<StoryArticle>() on article.Id equals placed.ArticleId into places
                from place in places.DefaultIfEmpty()
                orderby article.CollectedAt descending, article.Id descending
                select new Row(
                    article.Id, article.Outlet, article.Title, article.Url, article.Language, article.PublishedAt, article.CollectedAt,
                    article.GroupedAt != null ? "grouped" : article.ReadAt != null ? "read" : "waiting", article.ReadNote,
                    place == null ? null : (long?)place.StoryId))
                .Take(parsed.GetValue(max)).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                articles.ForEach(lines.Write);
                return;
            }

            var table = new Table().AddColumns("article", "collected", "outlet", "title", "state");
            articles.ForEach(row => table.AddRow(
                new Cell(row.Article.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(row.CollectedAt)}"), new Cell(row.Outlet),
                new Cell(row.Title), new Cell(row.Story is { } story ? string.Create(CultureInfo.InvariantCulture, $"in story {story}") : row.State)));
            Results.Write(table);
        });
        return command;
    }

    /// <param name="State">waiting (to be read), read, or grouped.</param>
    /// <param name="ReadNote">What was wrong with its page; null for nothing.</param>
    /// <param name="Story">Null until it is grouped.</param>
    private sealed record Row(
        long Article, string Outlet, string Title, string? Url, string? Language, DateTimeOffset? PublishedAt, DateTimeOffset CollectedAt, string State,
        string? ReadNote, long? Story);
}
