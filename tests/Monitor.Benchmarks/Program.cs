using System.Reflection;
using BenchmarkDotNet.Running;
using Monitor.Benchmarks;
using Monitor.Benchmarks.Articles;
using Monitor.Benchmarks.Attributions;
using Monitor.Benchmarks.Feeds;
using Monitor.Benchmarks.Hostile;
using Monitor.Benchmarks.Pages;
using Monitor.Benchmarks.Pipeline;
using Monitor.Benchmarks.Soak;
using Monitor.Benchmarks.Stories;

switch (args.FirstOrDefault())
{
    case "attributions-fit":
        return AttributionsFit.Run(args[1..]);
    case "attributions-speed" when args.Length > 1:
        return AttributionsSpeed.Run(args[1..]);
    case "extraction":
        return ExtractionScore.Run(args[1..]);
    case "feed-farm" when args.Length == 3:
        return await FeedFarm.RunAsync(int.Parse(args[1]), int.Parse(args[2]));
    case "feed-parse":
        return FeedParseSpeed.Run();
    case "feed-fuzz":
        return FeedFuzz.Run(args[1..]);
    case "feed-speed":
        return FeedSpeed.Run(args[1..]);
    case "feed-week":
        return await PageFetchWeek.RunAsync();
    case "growth" when args.Length > 1:
        return await GrowthRun.RunAsync(args[1..]);
    case "hostile":
        return await HostileRun.RunAsync(args.ElementAtOrDefault(1));
    case "hostile-sites":
        return await HostileSites.RunAsync();
    case "schedule-day":
        return ScheduleDay.Run(args[1..]);
    case "memory":
        return await MemoryOwners.RunAsync(args[1..]);
    case "pipeline":
        return await PipelineRun.RunAsync(args[1..]);
    case "pipeline-parts":
        return PipelineParts.Run(args[1..]);
    case "pipeline-sites" when args.Length > 1:
        return await PipelineSites.RunAsync(args[1..]);
    case "soak":
        return await SoakRun.RunAsync(SoakPlan.Of(args[1..]));
    case "soak-sites":
        return await SoakSites.RunAsync();
    case "title-languages" when args.Length == 3:
        return TitleLanguages.Run(args[1], int.Parse(args[2]));
    case "tagging":
        return TaggingThroughput.Run();
    case "backtest" when args.Length == 2:
        await BacktestThroughput.RunAsync(args[1]);
        return 0;
    case "stories-speed" when args.Length > 1:
        GroupingSpeed.Run([.. args[1..].Select(int.Parse)]);
        return 0;
    case "stories-takeover" when args.Length == 3:
        return await TakeOverTime.RunAsync(args[1], int.Parse(args[2]));
    case "stories-again" when args.Length == 3:
        return await GroupAgain.RunAsync(args[1], args[2]);
    case "stories-order" when args.Length == 3:
        OrderShuffles.Run(args[1], args[2]);
        return 0;
    case "stories-baselines" when args.Length > 2:
        CopyBaselines.Run(args[1], args[2..]);
        return 0;
    case "pages" when args.Length > 1:
        return await PagesRun.RunAsync(args[1..]);
    case "stix-fill" when args.Length == 3:
        return await StixExportRun.FillAsync(args[1], int.Parse(args[2]));
    case "stix-export" when args.Length == 2:
        return await StixExportRun.RunAsync(int.Parse(args[1]));
    case "digests":
        return await DigestsRun.RunAsync(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
