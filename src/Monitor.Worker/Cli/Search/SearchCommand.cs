using System.CommandLine;
using System.Globalization;
using Monitor.Listings;
using Monitor.Search;
using Monitor.Tagging;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Cli.Search;

/// <summary><c>monitor search</c>: articles of the database that an expression finds.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var words = new Argument<string>("EXPRESSION")
        {
            Description = "Words, phrases, or an expression of the rule language, in single quotes for the shell.",
        };
        var max = RowsMax.Option(usual: 20);
        var best = new Option<bool>("--best") { Description = "The best first, instead of the latest." };
        var (config, json, database) = (SharedOptions.Config(), SharedOptions.Json(), new CommandDatabase());
        var command = new Command(
            "search", "Find articles of the database. Words side by side must all be there; actor:country:CN, topic:hacking and what rules know work too.")
        {
            words, max, best, config, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var patternsAllowed = SharedOptions.PatternsAllowed();
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            using var taggers = new CurrentTagger(() => Tagger.Load(folder, patternsAllowed), patternsAllowed);
            await using var db = contexts.CreateDbContext();
            var query = new ListQuery
            {
                Words = parsed.GetRequiredValue(words),
                Order = parsed.GetValue(best) ? ListOrder.Fit : ListOrder.Time,
                Size = Math.Min(parsed.GetValue(max), ListQuery.SizeMax),
            };
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            var left = parsed.GetValue(max);
            var search = new ArticleSearch(new SearchExpressions(taggers), taggers);
            do
            {
                var (page, refusal) = (await search.PageAsync(db, query, cancellationToken)).Parts;
                if (page is null)
                {
                    throw new CommandFailure(refusal!, CommandFailure.WrongUsage);
                }

                Write(page, left, query.Cursor is null, output);
                left -= page.Items.Count;
                query = query with { Cursor = page.Next };
            }
            while (left > 0 && query.Cursor is not null);
        });
        return command;
    }

    private static void Write(ListPage<FoundArticle> page, int max, bool isFirst, JsonLines? output)
    {
        if (isFirst)
        {
            Console.Error.WriteLine($"{page.Count} found");
        }

        foreach (var note in page.Notes)
        {
            Console.Error.WriteLine(note);
        }

        foreach (var article in page.Items.Take(max))
        {
            if (output is not null)
            {
                output.Write(ArticleShape.Of(article));
                continue;
            }

            Console.WriteLine($"{article.Id,6}  {article.AppearedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  "
                + $"{article.Outlet}: {article.Title.Text}");
            foreach (var passage in article.Passages)
            {
                Console.WriteLine($"        {passage.Text}");
            }
        }
    }
}
