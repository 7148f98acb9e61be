using System.CommandLine;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin token</c>: a token for scripts.</summary>
internal static class AdminToken
{
    public static Command Create()
    {
        var name = AccountChange.Name();
        var remove = new Option<bool>("--remove") { Description = "Take the token away instead." };
        return AccountChange.Command(
            new Command("token", "Make a token for scripts that use the API, and print it, once; a former one ends.") { name, remove },
            async (parsed, db, cancellationToken) =>
            {
                var account = await AccountChange.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
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
}
