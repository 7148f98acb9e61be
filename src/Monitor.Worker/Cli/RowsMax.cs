using System.CommandLine;

namespace Monitor.Worker.Cli;

/// <summary><c>--max</c>, which the commands share that list rows of the database.</summary>
internal static class RowsMax
{
    private const int Usual = 50;
    private const int Most = 10_000;

    /// <param name="usual">How many, where none is given.</param>
    public static Option<int> Option(int usual = Usual)
    {
        var max = new Option<int>("--max")
        {
            Description = $"How many at most, the latest first (1 to {Most}; default: {usual}).",
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };
        max.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
            {
                result.AddError($"--max: 1 to {Most} is expected");
            }
        });
        return max;
    }
}
