using System.CommandLine;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin</c>: who may do what in the pages and through the API.</summary>
internal static class AdminCommand
{
    public static Command Create() => new("admin", "Accounts for the pages and the API.")
    {
        AdminCreate.Create(),
        AdminList.Create(),
        AdminPassword.Create(),
        AdminUnlock.Create(),
        AdminRole.Create(),
        AdminToken.Create(),
        AdminRemove.Create(),
    };
}
