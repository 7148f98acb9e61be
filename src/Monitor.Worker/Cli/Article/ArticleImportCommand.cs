using System.CommandLine;
using Monitor.Articles;
using Monitor.Text;

namespace Monitor.Worker.Cli.Article;

/// <summary><c>monitor article import</c>: put a file of articles into the database.</summary>
internal static class ArticleImportCommand
{
    public static Command Create()
    {
        var files = SharedOptions.ArticleFiles();
        var live = new Option<bool>("--live") { Description = "As news, collected when they were published; else they are past and never alerted." };
        var database = new CommandDatabase();
        var command = new Command("import", "Put articles into the database, as if they had been collected.") { files, live };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // All lines are read before the first is kept: a fault in the file leaves the database as it was.
            var lines = ArticleFile.Read(parsed.GetRequiredValue(files)).ToList();
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            var import = new ArticleImportRun(contexts, parsed.GetValue(live), TimeProvider.System);
            var (kept, refused) = await import.RunAsync(lines, cancellationToken);
            foreach (var line in refused)
            {
                await Console.Error.WriteLineAsync($"left out: {line}");
            }

            var cut = kept.Cut > 0 ? $", titles and names cut: {kept.Cut}" : "";
            Results.Say(
                parsed,
                $"{EnglishCount.Of(kept.Created, "article")} added, {kept.Changed} changed, {kept.Linked} known already{cut}; 'monitor read --once' reads them",
                new { Added = kept.Created, kept.Changed, Known = kept.Linked, kept.Cut, LeftOut = refused.Count });
            return refused.Count == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }
}
