using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.Benchmarks.Soak;

/// <summary>
/// One worker under the load of an hourly schedule, in real time: how late the polls are, and what they cost. Prints, and judges nothing.
/// </summary>
internal static class SoakRun
{
    // As the worker's schedule has it.
    private static readonly TimeSpan CollectEvery = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(SoakPlan plan)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-soak-").FullName;
        using var sites = Process.Start(new ProcessStartInfo("dotnet", [typeof(SoakRun).Assembly.Location, "soak-sites"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var port = int.Parse((await sites.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            var address = DatabaseAddress.TryParse(plan.Database ?? $"sqlite:{Path.Combine(folder, "soak.db")}", out var parsed)
                ? parsed
                : throw new ArgumentException("--database: sqlite:FILE or postgresql://user:password@host:port/database");
            var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            Console.WriteLine($"{plan.Feeds} feeds on {plan.Hosts} hosts, {plan.Duration.TotalMinutes:0.#} min, {address.GetType().Name}");
            var begin = await FillAsync(contexts, plan, port);
            await CollectAsync(contexts, plan, begin);
            await ReportAsync(contexts, plan, begin);
            return 0;
        }
        finally
        {
            sites.StandardInput.Close();
            await sites.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DateTimeOffset> FillAsync(MonitorDbContextFactory contexts, SoakPlan plan, int port)
    {
        var now = TimeProvider.System.GetUtcNow();
        var begin = now + TimeSpan.FromSeconds(30 + (plan.Feeds / 4_000));
        Outlet? outlet = null;
        foreach (var numbers in Enumerable.Range(0, plan.Feeds).Chunk(5_000))
        {
            await using var db = contexts.CreateDbContext();
            outlet = outlet is null ? new Outlet { Name = "Soak" } : await db.Set<Outlet>().SingleAsync();
            db.AddRange(numbers.Select(number => Known(number, plan, port, outlet, now, begin)));
            await db.SaveChangesAsync();
        }

        return await BeginAsync(contexts, begin);
    }

    /// <summary>
    /// Waits for the first feed to be due. Where filling took longer than thought, all times move on: they must not be late from the beginning.
    /// </summary>
    private static async Task<DateTimeOffset> BeginAsync(MonitorDbContextFactory contexts, DateTimeOffset planned)
    {
        var late = (int)Math.Ceiling((TimeProvider.System.GetUtcNow() - planned).TotalSeconds) + 20;
        await using var db = contexts.CreateDbContext();
        if (late > 20)
        {
            var move = $"+{late} seconds";
            await (contexts.IsShared
                ? db.Database.ExecuteSqlAsync($"""UPDATE "Feeds" SET "NextPollAt" = "NextPollAt" + make_interval(secs => {late})""")
                : db.Database.ExecuteSqlAsync($"""UPDATE "Feeds" SET "NextPollAt" = strftime('%Y-%m-%dT%H:%M:%f', "NextPollAt", {move}) || '0000Z'"""));
            planned += TimeSpan.FromSeconds(late);
        }

        var wait = planned - TimeProvider.System.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        return planned;
    }

    /// <summary>A feed that was polled before and is due within the hour, in no order of hosts.</summary>
    private static Feed Known(int number, SoakPlan plan, int port, Outlet outlet, DateTimeOffset now, DateTimeOffset begin)
    {
        var url = new Uri($"http://site{number % plan.Hosts}.test:{port}/{number}");
        var feed = Feed.Of(url, $"Soak {number}", outlet, now);
        var place = (uint)number * 2_654_435_761u / (double)uint.MaxValue % 1;
        feed.NextPollAt = begin + (TimeSpan.FromHours(1) * place);
        feed.LastPolledAt = now;
        feed.FirstFetchedAt = now;
        feed.LastNewEntryAt = now;
        feed.Keep(new WebValidators(url, SoakSites.ETag, null));
        return feed;
    }

    private static async Task CollectAsync(MonitorDbContextFactory contexts, SoakPlan plan, DateTimeOffset begin)
    {
        var clock = TimeProvider.System;
        using var http = new OutgoingHttp(
            new NetOptions
            {
                PrivateNetworks = "127.0.0.0/8",
            }, new StoredHostBudget(contexts, clock), clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var collect = new CollectRun(contexts, new FeedFetcher(http, clock), new CollectOptions(), clock, NullLogger<CollectRun>.Instance);
        using var end = new CancellationTokenSource(begin + plan.Duration - clock.GetUtcNow());
        using var self = Process.GetCurrentProcess();
        var cpuBefore = self.TotalProcessorTime;
        try
        {
            while (!end.IsCancellationRequested)
            {
                var report = await collect.RunAsync(end.Token);
                foreach (var skipped in report.Skipped.Take(3))
                {
                    Console.WriteLine($"skipped: {skipped}");
                }

                await Task.Delay(CollectEvery, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up.
        }

        self.Refresh();
        await using var db = contexts.CreateDbContext();
        var polls = await db.Set<FeedFetch>().CountAsync();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"polls                      {polls}, {polls / plan.Duration.TotalSeconds:0.0} a second"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"CPU seconds per 1000 polls {(self.TotalProcessorTime - cpuBefore).TotalSeconds / Math.Max(polls, 1) * 1000:0.0}"));
        Console.WriteLine($"resident memory            {self.WorkingSet64 / 1_000_000} MB, at most {self.PeakWorkingSet64 / 1_000_000} MB");
    }

    private static async Task ReportAsync(MonitorDbContextFactory contexts, SoakPlan plan, DateTimeOffset begin)
    {
        await using var db = contexts.CreateDbContext();
        var end = begin + plan.Duration;
        var polled = (await db.Set<FeedFetch>().Select(fetch => new
        {
            fetch.FeedId,
            fetch.At,
            fetch.Outcome,
            fetch.Status,
        }).ToListAsync()).ToDictionary(fetch => fetch.FeedId);
        var titles = await db.Set<Feed>().Select(feed => new { feed.Id, feed.Title }).ToListAsync();
        var lateness = new List<TimeSpan>();
        var waiting = 0;
        foreach (var feed in titles)
        {
            var number = int.Parse(feed.Title.AsSpan(5), CultureInfo.InvariantCulture);
            var due = begin + (TimeSpan.FromHours(1) * ((uint)number * 2_654_435_761u / (double)uint.MaxValue % 1));
            if (due > end)
            {
                continue;
            }

            var isPolled = polled.TryGetValue(feed.Id, out var fetch);
            waiting += isPolled ? 0 : 1;
            lateness.Add((isPolled ? fetch!.At : end) - due);
        }

        lateness.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"lateness in seconds        mean {lateness.Average(late => late.TotalSeconds):0.0}, median {lateness[lateness.Count / 2].TotalSeconds:0.0}, 99 % "
                + $"{lateness[(int)(lateness.Count * 0.99)].TotalSeconds:0.0}, most {lateness[^1].TotalSeconds:0.0}; due and not polled at the end {waiting} "
                    + $"of {lateness.Count}"));
        Console.WriteLine($"outcomes                   "
            + $"{string.Join(", ", polled.Values.CountBy(fetch => $"{fetch.Outcome} {fetch.Status}").OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"))}");
    }
}
