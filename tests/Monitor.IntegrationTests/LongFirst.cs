using Monitor.IntegrationTests;
using Xunit.Sdk;
using Xunit.v3;

// Most tests wait for a process, a server or a lease, not for a processor.
[assembly: Parallelization(MaxThreads = 6)]
[assembly: TestCollectionOrderer(typeof(LongFirst))]

namespace Monitor.IntegrationTests;

/// <summary>Classes that take long begin first, so that none of them runs alone at the end.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "WorkerTests", "ThirtyDaysTests", "CrashTests", "SmtpPhasesTests", "UpgradeTests", "CommandLineTests", "RunningTests", "WaysOutTests",
        "DeliveryKillTests", "GroupKillTests", "FeedVerbsTests", "WeekTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Rank(collection))];

    private static int Rank(ITestCollection collection)
    {
        var place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains("." + name + " ", StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
