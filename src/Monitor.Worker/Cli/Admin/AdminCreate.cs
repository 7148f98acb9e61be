using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;

namespace Monitor.Worker.Cli.Admin;

/// <summary><c>monitor admin create</c>: make an account.</summary>
internal static class AdminCreate
{
    public static Command Create()
    {
        var (name, generate) = (AccountChange.Name(), NewPassword.Generate());
        var role = new Option<AccountRole>("--role")
        {
            Description = "What it may do: viewer reads, analyst judges and steers, admin (default) decides on accounts too.",
            HelpName = "viewer|analyst|admin",
            DefaultValueFactory = _ => AccountRole.Admin,
        };
        return AccountChange.Command(
            new Command("create", "Make an account. The password is asked for, without echo; or read from standard input where that is no terminal.")
            {
                name, role, generate,
            },
            async (parsed, db, cancellationToken) =>
            {
                var wanted = AccountName.Of(parsed.GetRequiredValue(name));
                if (!AccountName.IsValid(wanted))
                {
                    throw new CommandFailure(
                        $"\"{wanted}\" is no name: 1 to {AccountName.LettersMax} small letters, digits and . _ - are expected", CommandFailure.WrongUsage);
                }

                if (await db.Set<Account>().AnyAsync(account => account.Name == wanted, cancellationToken))
                {
                    throw new CommandFailure($"there is an account \"{wanted}\" already; 'monitor admin password {wanted}' changes its password");
                }

                var password = NewPassword.Ask(parsed.GetValue(generate));
                var made = db.AddAccount(wanted, password.Text, parsed.GetValue(role), Environment.UserName, TimeProvider.System.GetUtcNow());
                return new AccountDone(wanted, $"account {wanted} is made, {AccountChange.Word(made.Role)}{password.Words}", password.Made);
            });
    }
}
