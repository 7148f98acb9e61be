using System.CommandLine;

namespace Monitor.Worker.Cli.Completion;

/// <summary><c>monitor completion</c>: a script by which a shell completes verbs and options.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command(
            "completion", "Print a script by which a shell completes verbs and options: 'source <(monitor completion bash)'.") { shell };
        command.SetAction(parsed =>
        {
            var verbs = CompletedVerb.Of(parsed.RootCommandResult.Command);
            Console.Write(parsed.GetRequiredValue(shell) switch
            {
                "bash" => CompletionScript.Bash(verbs),
                "zsh" => CompletionScript.Zsh(verbs),
                _ => CompletionScript.Fish(verbs),
            });
        });
        return command;
    }
}
