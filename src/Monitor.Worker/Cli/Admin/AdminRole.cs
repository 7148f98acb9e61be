using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin role</c>: what an account may do.</summary>
internal static class AdminRole
{
    public static Command Create()
    {
        var name = AccountChange.Name();
        var role = new Argument<AccountRole>("viewer|analyst|admin") { Description = "What it may do from now on." };
        return AccountChange.Command(
            new Command("role", "Change what an account may do; ends its sessions.") { name, role }, async (parsed, db, cancellationToken) =>
        {
            var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var wanted = parsed.GetValue(role);
            var hint = wanted is AccountRole.Admin ? "" : await AccountChange.LastAdminHintAsync(db, account, cancellationToken);
            db.SetRole(account, wanted, Environment.UserName, TimeProvider.System.GetUtcNow());
            return new AccountDone(account.Name, $"{account.Name} is {AccountChange.Word(account.Role)} from now on{hint}");
        });
    }
}
