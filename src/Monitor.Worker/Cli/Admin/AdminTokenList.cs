using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin token list</c>: the tokens, never their text.</summary>
internal static class AdminTokenList
{
    public static Command Create()
    {
        var (database, json) = (new CommandDatabase(), SharedOptions.Json());
        var command = new Command("list", "List the tokens of all accounts.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var tokens = await db.Set<AccountToken>().AsNoTracking().Include(token => token.Account)
                .OrderBy(token => token.Account!.Name).ThenBy(token => token.Name).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                tokens.ForEach(one => lines.Write(TokenShape.Of(one, one.Account!.Name)));
                return;
            }

            var table = new Table().AddColumns("account", "token", "scope", "made", "last used", "expires");
            var now = TimeProvider.System.GetUtcNow();
            foreach (var one in tokens)
            {
                table.AddRow(
                    Markup.Escape(one.Account!.Name), Markup.Escape(one.Name), $"{one.Scope}", $"{one.MadeAt:u}", $"{one.LastUsedAt:u}",
                    one.ExpiresAt is { } end ? $"{(end <= now ? "expired " : "")}{end:u}" : "never");
            }

            Results.Write(table);
        });
        return command;
    }
}
