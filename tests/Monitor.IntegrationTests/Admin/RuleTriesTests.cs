using Microsoft.Extensions.DependencyInjection;
using Monitor.Backtests;
using Monitor.Worker.Admin.Rules;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Drafts on their way through the stored articles.</summary>
public sealed class RuleTriesTests
{
    private static readonly RuleDraft Draft = RuleDraft.Empty with { Id = "ferry", Name = "Ferries", When = "ferry OR ferries" };

    [Fact]
    public async Task A_try_that_is_stopped_tells_of_what_it_read()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        await RuleApiTests.AddArticlesAsync(host);
        using var stop = new CancellationTokenSource();

        var test = await host.App.Services.GetRequiredService<RuleTries>().TestAsync(Draft, withOverlaps: false, new StopAtOnce(stop), stop.Token);

        Assert.False(test!.Value.IsWhole);
        Assert.Equal(3, test.Value.Report.Articles);
    }

    [Fact]
    public async Task The_next_try_of_an_author_stops_the_one_before_and_the_last_ones_are_kept()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        await RuleApiTests.AddArticlesAsync(host);
        var tries = host.App.Services.GetRequiredService<RuleTries>();

        var started = Enumerable.Range(0, 25).Select(_ => tries.Start(Draft, 0, PagesHost.Name, withOverlaps: false)).ToList();
        while (started.Exists(one => one.IsRunning))
        {
            await Task.Delay(20);
        }

        var last = started[^1];
        Assert.Equal((2, true), (last.Report?.Hits, last.IsWhole));
        Assert.Same(last, tries.Find(last.Id));
        Assert.All(started, one => Assert.True(one.Report is not null || one.Fault == "Stopped before the first article.", one.Fault));
        Assert.Null(tries.Find(last.Id + 1));
    }

    [Fact]
    public async Task A_draft_that_is_no_rule_ends_in_words()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var started = host.App.Services.GetRequiredService<RuleTries>().Start(Draft with { When = "ferry ferry" }, 0, PagesHost.Name, withOverlaps: false);
        while (started.IsRunning)
        {
            await Task.Delay(20);
        }

        Assert.Contains("no rule any more", started.Fault, StringComparison.Ordinal);
    }

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => stop.Cancel();
    }
}
