using System.CommandLine;

namespace Monitor.Worker.Cli;

/// <summary>What the commands share that list rows of the database, the latest first.</summary>
internal static class LastRows
{
    private const int Usual = 50;
    private const int Most = 10_000;

    public static Option<int> Option()
    {
        var last = new Option<int>("--last")
        {
            Description = $"How many at most, the latest first (default: {Usual}).",
            HelpName = "N",
            DefaultValueFactory = _ => Usual,
        };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
            {
                result.AddError($"--last: 1 to {Most} is expected");
            }
        });
        return last;
    }
}
