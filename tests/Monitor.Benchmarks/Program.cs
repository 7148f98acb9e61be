using System.Reflection;
using BenchmarkDotNet.Running;
using Monitor.Benchmarks.Soak;

switch (args.FirstOrDefault())
{
    case "soak":
        return await SoakRun.RunAsync(SoakPlan.Of(args[1..]));
    case "soak-sites":
        return await SoakSites.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
