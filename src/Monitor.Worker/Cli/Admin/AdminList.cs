using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Text;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin list</c>: all accounts.</summary>
internal static class AdminList
{
    public static Command Create()
    {
        var (database, json) = (new CommandDatabase(), SharedOptions.Json());
        var command = new Command("list", "List the accounts.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var accounts = await db.Set<Account>().AsNoTracking().Include(account => account.Tokens)
                .OrderBy(account => account.Name).ToListAsync(cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                accounts.ForEach(one => lines.Write(AccountShape.Of(one, now)));
                return;
            }

            var table = new Table().AddColumns("name", "role", "made", "last sign-in", "tokens", "state");
            foreach (var one in accounts)
            {
                table.AddRow(
                    one.Name, $"{one.Role}", $"{one.CreatedAt:u}", $"{one.LastSignInAt:u}", $"{one.Tokens.Count}",
                    one.LockedUntil > now ? $"locked until {one.LockedUntil:u} ({EnglishCount.Of(one.FailuresInARow, "failure")})" : "open");
            }

            Results.Write(table);
        });
        return command;
    }
}
