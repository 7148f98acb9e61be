namespace Monitor.Worker.Cli;

/// <summary>
/// What a command throws when the input or the machine is at fault: the message goes to standard error as it is, the exit code is 1
/// (failed) or 2 (wrong usage). Anything else that is thrown is a bug and shows its stack.
/// </summary>
internal sealed class CommandFailure(string message, int exitCode = CommandFailure.Failed) : Exception(message)
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public int ExitCode { get; } = exitCode;
}
