using System.Globalization;

namespace Monitor.Benchmarks.Soak;

/// <summary>What a soak run does: feeds polled hourly, spread evenly, so that feeds / 3600 polls are due each second.</summary>
internal sealed record SoakPlan(int Feeds, int Hosts, TimeSpan Duration, string? Database)
{
    /// <summary>soak [--feeds N] [--hosts N] [--minutes N] [--database URL]</summary>
    public static SoakPlan Of(string[] arguments)
    {
        var plan = new SoakPlan(100_000, 200, TimeSpan.FromMinutes(10), null);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = arguments[index + 1];
            plan = arguments[index] switch
            {
                "--feeds" => plan with { Feeds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--hosts" => plan with { Hosts = int.Parse(value, CultureInfo.InvariantCulture) },
                "--minutes" => plan with { Duration = TimeSpan.FromMinutes(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--database" => plan with { Database = value },
                _ => throw new ArgumentException($"soak: there is no option {arguments[index]}"),
            };
        }

        return plan;
    }
}
