using System.CommandLine;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin token</c>: what scripts sign in with.</summary>
internal static class AdminToken
{
    public static Command Create() => new("token", "Tokens for scripts that use the API.")
    {
        AdminTokenCreate.Create(),
        AdminTokenList.Create(),
        AdminTokenRevoke.Create(),
    };

    public static Argument<string> Name() => new("TOKEN") { Description = "The token's name among the account's, such as nightly-export." };
}
