using System.CommandLine;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary>The two files that every evaluation compares.</summary>
internal static class EvaluateArguments
{
    public static Argument<string> Gold() => new("GOLD.jsonl") { Description = "The labels." };

    public static Argument<string> Output() => new("OUTPUT.jsonl") { Description = "The results, as the command prints them with --json." };
}
