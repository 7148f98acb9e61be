using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin password</c>: change a password.</summary>
internal static class AdminPassword
{
    public static Command Create()
    {
        var (name, generate) = (AccountChange.Name(), NewPassword.Generate());
        return AccountChange.Command(
            new Command("password", "Change a password: ends the account's sessions, revokes its tokens and unlocks it.") { name, generate },
            async (parsed, db, cancellationToken) =>
            {
                var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
                var password = NewPassword.Ask(parsed.GetValue(generate));
                await db.SetPasswordAsync(account, password.Text, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
                return new AccountDone(
                    account.Name, $"the password of {account.Name} is changed; its sessions and its tokens are ended{password.Words}", password.Made);
            });
    }
}
