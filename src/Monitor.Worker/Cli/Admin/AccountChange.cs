using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Admin;

/// <summary>What the commands about accounts share: the name they take, and a change of the database that says what it did.</summary>
internal static class AccountChange
{
    public static Argument<string> Name() => new("NAME") { Description = "The account's name: small letters, digits and . _ - ." };

    /// <param name="work">Changes the context; what it says is printed once that is saved.</param>
    public static Command Command(Command command, Func<ParseResult, MonitorDbContext, CancellationToken, Task<AccountDone>> work)
    {
        var database = new CommandDatabase();
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var (account, sentence, secret) = await work(parsed, db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            Results.Say(parsed, sentence, new AccountDoneShape(account, secret, sentence));
        });
        return command;
    }

    public static async Task<Account> FindAsync(MonitorDbContext db, string name, CancellationToken cancellationToken)
    {
        var wanted = AccountName.Of(name);
        return await db.Set<Account>().Include(account => account.Tokens).SingleOrDefaultAsync(account => account.Name == wanted, cancellationToken)
            ?? throw new CommandFailure($"there is no account \"{wanted}\"; 'monitor admin list' lists them");
    }

    /// <summary>What to do where the change leaves nobody who decides on accounts; empty where somebody is left.</summary>
    /// <param name="changed">The account that is to be changed or removed.</param>
    public static async Task<string> LastAdminHintAsync(MonitorDbContext db, Account changed, CancellationToken cancellationToken) =>
        changed.Role is not AccountRole.Admin
            || await db.Set<Account>().AnyAsync(account => account.Role == AccountRole.Admin && account.Id != changed.Id, cancellationToken)
            ? "" : "; no admin is left: 'monitor admin create NAME' makes one";

    public static string Word(AccountRole role) => role switch
    {
        AccountRole.Viewer => "a viewer",
        AccountRole.Analyst => "an analyst",
        AccountRole.Admin => "an admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
