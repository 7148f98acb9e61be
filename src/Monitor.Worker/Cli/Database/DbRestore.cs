using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;
using Monitor.Storage.Copies;
using Monitor.Text;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db restore</c>: a copy put where no database is.</summary>
internal static class DbRestore
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var file = new Argument<string>("FILE") { Description = "A copy that 'monitor db backup' made." };
        var command = new Command("restore", "Put a copy where no database is: into a file that does not exist, or a PostgreSQL database without tables.")
        {
            file,
        };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = CommandDatabase.Contexts(database.Settings(parsed));
            var source = parsed.GetValue(file)!;
            using (CommandDatabase.OnlyWorkerOf(contexts))
            {
                try
                {
                    await (contexts.Address is DatabaseAddress.PostgreSql postgres
                        ? PostgresCopy.PutBackAsync(source, contexts, postgres, cancellationToken)
                        : SqliteCopy.PutBackAsync(source, (DatabaseAddress.Sqlite)contexts.Address, cancellationToken));
                }
                catch (CopyRefusedException refused)
                {
                    throw new CommandFailure(refused.Message);
                }

                await CommandDatabase.MigrateAsync(contexts, cancellationToken);
            }

            await using var db = contexts.CreateDbContext();
            var (feeds, articles) = (await db.Set<Feeds.Feed>().CountAsync(cancellationToken), await db.Set<Articles.Article>().CountAsync(cancellationToken));
            Results.Say(
                parsed,
                $"{contexts.Address}: {EnglishCount.Of(feeds, "feed")} and {EnglishCount.Of(articles, "article")} of {source}; "
                    + "what was sent after the copy was made may be sent once more",
                new { Database = contexts.Address.ToString(), File = source, Feeds = feeds, Articles = articles });
        });
        return command;
    }
}
