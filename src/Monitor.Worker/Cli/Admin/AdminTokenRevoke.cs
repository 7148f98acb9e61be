using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin token revoke</c>: a token that is refused from now on.</summary>
internal static class AdminTokenRevoke
{
    public static Command Create()
    {
        var (name, token) = (AccountChange.Name(), AdminToken.Name());
        return AccountChange.Command(
            new Command("revoke", "Refuse a token from now on.") { name, token }, async (parsed, db, cancellationToken) =>
        {
            var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var called = parsed.GetRequiredValue(token).Trim();
            var revoked = account.Tokens.Find(one => one.Name == called)
                ?? throw new CommandFailure($"{account.Name} has no token \"{called}\"; 'monitor admin token list' lists them");
            db.RevokeToken(account, revoked, Environment.UserName, TimeProvider.System.GetUtcNow());
            return new AccountDone(account.Name, $"{account.Name}'s token {called} is refused from now on");
        });
    }
}
