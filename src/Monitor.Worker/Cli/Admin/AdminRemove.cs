using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin remove</c>: take an account away.</summary>
internal static class AdminRemove
{
    public static Command Create()
    {
        var name = AccountChange.Name();
        return AccountChange.Command(
            new Command("remove", "Remove an account; what it changed keeps its name.") { name }, async (parsed, db, cancellationToken) =>
        {
            var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var hint = await AccountChange.LastAdminHintAsync(db, account, cancellationToken);
            db.RemoveAccount(account, Environment.UserName, TimeProvider.System.GetUtcNow());
            return new AccountDone(account.Name, $"{account.Name} is removed, and its sessions are ended{hint}");
        });
    }
}
