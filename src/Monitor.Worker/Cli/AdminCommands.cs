using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Spectre.Console;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor admin create|list|password|unlock|token|remove</c>: who may change things in the pages and through the API.</summary>
public static class AdminCommands
{
    public static Command Create() => new("admin", "Accounts for the pages and the API.") { CreateAccount(), List(), Password(), Unlock(), Token(), Remove() };

    private static Argument<string> Name() => new("NAME") { Description = "The account's name: small letters, digits and . _ - ." };

    private static Option<bool> Generate() => new("--generate") { Description = "Make a random password and print it, once." };

    private static Command CreateAccount()
    {
        var (name, generate) = (Name(), Generate());
        return WithDatabase(
            new Command("create", "Make an account. The password is asked for, without echo; or read from standard input where that is no terminal.") { name, generate },
            async (parsed, db, cancellationToken) =>
            {
                var wanted = AccountName.Of(parsed.GetRequiredValue(name));
                if (!AccountName.IsValid(wanted))
                {
                    throw new CommandFailure($"\"{wanted}\" is no name: 1 to {AccountName.LettersMax} small letters, digits and . _ - are expected", CommandFailure.WrongUsage);
                }

                if (await db.Set<Account>().AnyAsync(account => account.Name == wanted, cancellationToken))
                {
                    throw new CommandFailure($"there is an account \"{wanted}\" already; 'monitor admin password {wanted}' changes its password");
                }

                db.Add(Account.Create(wanted, NewPassword(parsed.GetValue(generate)), TimeProvider.System.GetUtcNow()));
                return $"account {wanted} is made";
            });
    }

    private static Command List()
    {
        var json = SharedOptions.Json();
        return WithDatabase(new Command("list", "List the accounts.") { json }, async (parsed, db, cancellationToken) =>
        {
            var accounts = await db.Set<Account>().AsNoTracking().OrderBy(account => account.Name).ToListAsync(cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                accounts.ForEach(one => lines.Write(new { one.Name, one.CreatedAt, one.LastSignInAt, one.FailuresInARow, LockedUntil = one.LockedUntil > now ? one.LockedUntil : null, one.TokenMadeAt }));
                return null;
            }

            var table = new Table().AddColumns("name", "made", "last sign-in", "API token", "state");
            foreach (var one in accounts)
            {
                table.AddRow(
                    one.Name, $"{one.CreatedAt:u}", $"{one.LastSignInAt:u}", one.TokenMadeAt is { } made ? $"since {made:u}" : "none",
                    one.LockedUntil > now ? $"locked until {one.LockedUntil:u} ({one.FailuresInARow} failures)" : "open");
            }

            AnsiConsole.Write(table);
            return null;
        });
    }

    private static Command Password()
    {
        var (name, generate) = (Name(), Generate());
        return WithDatabase(
            new Command("password", "Change a password: ends the account's sessions, takes its API token away and unlocks it.") { name, generate },
            async (parsed, db, cancellationToken) =>
            {
                var account = await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
                account.ChangePassword(NewPassword(parsed.GetValue(generate)));
                return $"the password of {account.Name} is changed; its sessions and its API token are ended";
            });
    }

    private static Command Unlock()
    {
        var name = Name();
        return WithDatabase(new Command("unlock", "Let an account sign in again at once after failures.") { name }, async (parsed, db, cancellationToken) =>
        {
            var account = await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            account.Unlock();
            return $"{account.Name} may sign in again";
        });
    }

    private static Command Token()
    {
        var name = Name();
        var remove = new Option<bool>("--remove") { Description = "Take the token away instead." };
        return WithDatabase(
            new Command("token", "Make a token for scripts that use the API, and print it, once; a former one ends.") { name, remove },
            async (parsed, db, cancellationToken) =>
            {
                var account = await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
                if (parsed.GetValue(remove))
                {
                    (account.TokenHash, account.TokenMadeAt) = (null, null);
                    return $"{account.Name} has no token any more";
                }

                var token = ApiToken.Make();
                (account.TokenHash, account.TokenMadeAt) = (ApiToken.HashOf(token), TimeProvider.System.GetUtcNow());
                return token;
            });
    }

    private static Command Remove()
    {
        var name = Name();
        return WithDatabase(new Command("remove", "Remove an account; what it changed keeps its name.") { name }, async (parsed, db, cancellationToken) =>
        {
            var account = await FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            db.Remove(account);
            return $"{account.Name} is removed, and its sessions are ended";
        });
    }

    /// <param name="work">Changes the context; the message is printed once that is saved.</param>
    private static Command WithDatabase(Command command, Func<ParseResult, MonitorDbContext, CancellationToken, Task<string?>> work)
    {
        var database = new CommandDatabase();
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var message = await work(parsed, db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            if (message is not null)
            {
                Console.WriteLine(message);
            }
        });
        return command;
    }

    private static async Task<Account> FindAsync(MonitorDbContext db, string name, CancellationToken cancellationToken)
    {
        var wanted = AccountName.Of(name);
        return await db.Set<Account>().SingleOrDefaultAsync(account => account.Name == wanted, cancellationToken)
            ?? throw new CommandFailure($"there is no account \"{wanted}\"; 'monitor admin list' lists them");
    }

    private static string NewPassword(bool generate)
    {
        if (generate)
        {
            var generated = Passwords.Generate();
            Console.WriteLine($"password, shown this once: {generated}");
            return generated;
        }

        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Asked("Password");
        if (Passwords.FaultOf(password) is { } fault)
        {
            throw new CommandFailure(fault);
        }

        return Console.IsInputRedirected || Asked("Once more") == password ? password : throw new CommandFailure("the two are not the same; nothing is changed");
    }

    /// <summary>Asks on the terminal, with nothing shown of what is typed.</summary>
    private static string Asked(string what) => AnsiConsole.Prompt(new TextPrompt<string>(what + ":").Secret(null).AllowEmpty());
}
