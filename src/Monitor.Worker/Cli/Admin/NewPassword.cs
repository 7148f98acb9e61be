using System.CommandLine;
using Monitor.Accounts;
using Spectre.Console;

namespace Monitor.Worker.Cli.Admin;

/// <summary>A password as an account is given it: made at random, asked for on the terminal, or read from standard input.</summary>
internal static class NewPassword
{
    public static Option<bool> Generate() => new("--generate") { Description = "Make a random password and print it, once." };

    public static string Ask(bool generate)
    {
        if (generate)
        {
            var generated = Passwords.Generate();
            Console.WriteLine($"password, shown this once: {generated}");
            return generated;
        }

        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Asked("Password");
        if (Passwords.FaultOf(password) is { } fault)
        {
            throw new CommandFailure(fault);
        }

        return Console.IsInputRedirected || Asked("Once more") == password
            ? password
            : throw new CommandFailure("the two are not the same; nothing is changed");
    }

    /// <summary>Asks on the terminal, with nothing shown of what is typed.</summary>
    private static string Asked(string what) => AnsiConsole.Prompt(new TextPrompt<string>(what + ":").Secret(null).AllowEmpty());
}
