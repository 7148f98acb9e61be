using System.CommandLine;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin password</c>: change a password.</summary>
internal static class AdminPassword
{
    public static Command Create()
    {
        var (name, generate) = (AccountChange.Name(), NewPassword.Generate());
        return AccountChange.Command(
            new Command("password", "Change a password: ends the account's sessions, takes its API token away and unlocks it.") { name, generate },
            async (parsed, db, cancellationToken) =>
            {
                var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
                account.ChangePassword(NewPassword.Ask(parsed.GetValue(generate)));
                return $"the password of {account.Name} is changed; its sessions and its API token are ended";
            });
    }
}
