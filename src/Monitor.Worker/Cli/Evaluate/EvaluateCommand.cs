using System.CommandLine;

namespace Monitor.Worker.Cli.Evaluate;

/// <summary><c>monitor evaluate</c>: precision, recall and F1 of results against labels, with 95 % intervals.</summary>
internal static class EvaluateCommand
{
    public static Command Create() => new("evaluate", "Precision, recall, F1 and 95 % intervals of results against labels.")
    {
        EvaluateStories.Create(),
        EvaluatePairs.Create(),
        EvaluateAttributions.Create(),
        EvaluateCountries.Create(),
    };
}
