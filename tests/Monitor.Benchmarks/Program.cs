using System.Reflection;
using BenchmarkDotNet.Running;
using Monitor.Benchmarks.Feeds;
using Monitor.Benchmarks.Soak;

switch (args.FirstOrDefault())
{
    case "feed-fuzz":
        return FeedFuzz.Run(args[1..]);
    case "feed-speed":
        return FeedSpeed.Run(args[1..]);
    case "soak":
        return await SoakRun.RunAsync(SoakPlan.Of(args[1..]));
    case "soak-sites":
        return await SoakSites.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
