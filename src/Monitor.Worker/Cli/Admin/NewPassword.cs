using System.CommandLine;
using Monitor.Accounts;
using Spectre.Console;

namespace Monitor.Worker.Cli.Admin;

/// <summary>A password as an account is given it: made at random, asked for on the terminal, or read from standard input.</summary>
/// <param name="Made">The password once more where it was made, to be shown; else null.</param>
internal sealed record NewPassword(string Text, string? Made)
{
    /// <summary>What is said of one that was made.</summary>
    public string Words => Made is null ? "" : $"; its password, shown this once: {Made}";

    public static Option<bool> Generate() => new("--generate") { Description = "Make a random password and print it, once." };

    public static NewPassword Ask(bool generate)
    {
        if (generate)
        {
            var generated = Passwords.Generate();
            return new NewPassword(generated, generated);
        }

        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Asked("Password");
        if (Passwords.FaultOf(password) is { } fault)
        {
            throw new CommandFailure(fault);
        }

        return Console.IsInputRedirected || Asked("Once more") == password
            ? new NewPassword(password, null)
            : throw new CommandFailure("the two are not the same; nothing is changed");
    }

    /// <summary>Asks on the terminal, with nothing shown of what is typed.</summary>
    private static string Asked(string what) => AnsiConsole.Prompt(new TextPrompt<string>(what + ":").Secret(null).AllowEmpty());
}
