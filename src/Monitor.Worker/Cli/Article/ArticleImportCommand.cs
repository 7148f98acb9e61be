using System.CommandLine;
using Monitor.Articles;

namespace Monitor.Worker.Cli.Article;

/// <summary><c>monitor article import</c>: put a file of articles into the database.</summary>
internal static class ArticleImportCommand
{
    /// <summary>Articles kept in one commit.</summary>
    private const int ImportBatch = 200;

    public static Command Create()
    {
        var files = SharedOptions.ArticleFiles();
        var live = new Option<bool>("--live") { Description = "As news, collected when they were published; else they are past and never alerted." };
        var database = new CommandDatabase();
        var command = new Command("import", "Put articles into the database, as if they had been collected.") { files, live };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // All lines are read before the first is kept: a fault in the file leaves the database as it was.
            var lines = ArticleFile.Read(parsed.GetRequiredValue(files)).ToList();
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            var (created, unchanged, changed) = (0, 0, 0);
            foreach (var batch in lines.Chunk(ImportBatch))
            {
                await using var db = contexts.CreateDbContext();
                var counts = await ArticleImport.KeepAsync(db, batch, parsed.GetValue(live), TimeProvider.System.GetUtcNow(), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                created += counts.Created;
                unchanged += counts.Linked;
                changed += counts.Changed;
            }

            Console.WriteLine($"{created} articles added, {changed} changed, {unchanged} known already; 'monitor read --once' reads them");
        });
        return command;
    }
}
