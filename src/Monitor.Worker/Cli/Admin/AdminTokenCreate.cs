using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin token create</c>: a token, printed once.</summary>
internal static class AdminTokenCreate
{
    private const int DaysMax = 3650;

    public static Command Create()
    {
        var (name, token) = (AccountChange.Name(), AdminToken.Name());
        var scope = new Option<TokenScope>("--scope")
        {
            Description = "What it may do at most: read (default), write (an analyst's deeds) or admin; never more than its account.",
            HelpName = "read|write|admin",
        };
        var days = new Option<int?>("--days") { Description = "In how many days it expires (default: never).", HelpName = "N" };
        return AccountChange.Command(
            new Command("create", "Make a token for scripts that use the API, and print it, once.") { name, token, scope, days },
            async (parsed, db, cancellationToken) =>
            {
                var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
                var called = parsed.GetRequiredValue(token).Trim();
                if (AccountToken.NameFault(called) is { } fault)
                {
                    throw new CommandFailure(fault, CommandFailure.WrongUsage);
                }

                if (parsed.GetValue(days) is < 1 or > DaysMax)
                {
                    throw new CommandFailure($"--days: a whole number from 1 to {DaysMax}", CommandFailure.WrongUsage);
                }

                if (account.Tokens.Exists(one => one.Name == called))
                {
                    throw new CommandFailure($"{account.Name} has a token \"{called}\" already; 'monitor admin token revoke {account.Name} {called}' ends it");
                }

                var now = TimeProvider.System.GetUtcNow();
                var end = parsed.GetValue(days) is { } count ? now.AddDays(count) : (DateTimeOffset?)null;
                var made = db.AddToken(account, called, parsed.GetValue(scope), end, Environment.UserName, now);
                return new AccountDone(account.Name, made, made);
            });
    }
}
