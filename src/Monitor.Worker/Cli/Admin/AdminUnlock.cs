using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin unlock</c>: let an account in again after failures.</summary>
internal static class AdminUnlock
{
    public static Command Create()
    {
        var name = AccountChange.Name();
        return AccountChange.Command(
            new Command("unlock", "Let an account sign in again at once after failures.") { name }, async (parsed, db, cancellationToken) =>
        {
            var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            db.UnlockAccount(account, Environment.UserName, TimeProvider.System.GetUtcNow());
            return new AccountDone(account.Name, $"{account.Name} may sign in again");
        });
    }
}
