using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Stories;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
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
            var rows = await (
                from article in db.Set<Articles.Article>().AsNoTracking()
                join placed in db.Set<StoryArticle>().AsNoTracking() on article.Id equals placed.ArticleId into places
                from place in places.DefaultIfEmpty()
                orderby article.CollectedAt descending, article.Id descending
                select new { Article = article, Place = place }).Take(parsed.GetValue(max)).ToListAsync(cancellationToken);
            var articles = rows.ConvertAll(row => ArticleShape.Of(row.Article, row.Place) with { Text = null });
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                articles.ForEach(lines.Write);
                return;
            }

            var table = new Table().AddColumns("article", "collected", "outlet", "title", "state");
            articles.ForEach(row => table.AddRow(
                new Cell(row.Id.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(row.CollectedAt)}"), new Cell(row.Outlet),
                new Cell(row.Title), new Cell(row.Story is { } story ? string.Create(CultureInfo.InvariantCulture, $"in story {story}") : row.State)));
            Results.Write(table);
        });
        return command;
    }
}
