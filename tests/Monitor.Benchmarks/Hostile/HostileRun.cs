using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.Benchmarks.Hostile;

/// <summary>
/// Fifty hostile feeds and ten ordinary ones, all due at once at the start of one real worker: the most memory that it ever held, what it
/// made of each feed, and how long the ordinary ones had to wait. Prints, and judges nothing.
/// </summary>
internal static class HostileRun
{
    private static readonly TimeSpan DurationMax = TimeSpan.FromMinutes(6);

    // Entries are read, grouped and asked for while the last polls still run, and for a while after them.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(20);

    /// <summary>hostile [DATABASE]</summary>
    public static async Task<int> RunAsync(string? database)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-hostile-").FullName;
        using var sites = Process.Start(new ProcessStartInfo("dotnet", [typeof(HostileRun).Assembly.Location, "hostile-sites"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var addresses = new List<string>();
            while (addresses.Count < HostileFeeds.All.Count + HostileSites.Ordinary)
            {
                addresses.Add((await sites.StandardOutput.ReadLineAsync())!);
            }

            database ??= $"sqlite:{Path.Combine(folder, "hostile.db")}";
            using var worker = StartWorker(folder, database, addresses);
            await WatchAsync(worker, Contexts(database), addresses);
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync();
            return 0;
        }
        finally
        {
            sites.StandardInput.Close();
            await sites.WaitForExitAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MonitorDbContextFactory Contexts(string database) => DatabaseAddress.TryParse(database, out var address)
        ? new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30))
        : throw new ArgumentException("sqlite:FILE or postgresql://user:password@host:port/database");

    private static Process StartWorker(string folder, string database, List<string> addresses)
    {
        var bundle = Path.Combine(AppContext.BaseDirectory, "config");
        var config = Path.Combine(folder, "config");
        foreach (var file in Directory.EnumerateFiles(bundle, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(bundle, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var outlines = addresses.Select((address, number) => $"<outline text=\"Outlet {number}\" type=\"rss\" xmlUrl=\"{address}\"/>");
        File.WriteAllText(Path.Combine(config, "feeds.opml"), $"<opml version=\"2.0\"><body>{string.Concat(outlines)}</body></opml>");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "monitor.dll"), "run", "--config", config, "--database", database])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MONITOR_Net__PrivateNetworks"] = "127.0.0.0/8";
        start.Environment["MONITOR_Pages__Address"] = "http://127.0.0.1:0";
        start.Environment["MONITOR_Storage__DataFolder"] = folder;
        var worker = Process.Start(start)!;
        worker.OutputDataReceived += (_, _) => { };
        worker.ErrorDataReceived += (_, _) => { };
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        return worker;
    }

    private static async Task WatchAsync(Process worker, MonitorDbContextFactory contexts, List<string> addresses)
    {
        var clock = Stopwatch.StartNew();
        var begun = DateTimeOffset.UtcNow;
        Dictionary<string, FeedFetch> polled = [];
        TimeSpan? allAt = null;
        while (!worker.HasExited && clock.Elapsed < DurationMax && !(clock.Elapsed > allAt + Afterwards))
        {
            await Task.Delay(500);
            polled = await PolledAsync(contexts);
            allAt ??= polled.Count == addresses.Count ? clock.Elapsed : null;
        }

        var peak = worker.HasExited ? 0 : ResidentPeak(worker);
        for (var number = 0; number < addresses.Count; number++)
        {
            var name = number < HostileFeeds.All.Count ? HostileFeeds.All[number].Name : "an ordinary feed";
            var fetch = polled.GetValueOrDefault(addresses[number]);
            var said = fetch is null ? "not polled" : $"{fetch.Outcome}, {fetch.EntriesNew} new{(fetch.Note is null ? "" : $": {fetch.Note}")}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(fetch?.At - begun)?.TotalSeconds,6:0.0} s  {name,-32} {said[..Math.Min(said.Length, 110)]}"));
        }

        Console.WriteLine(
            $"{polled.Count} of {addresses.Count} feeds polled; the worker {(worker.HasExited ? $"ended with {worker.ExitCode}" : "goes on")}; processor "
                + string.Create(CultureInfo.InvariantCulture, $"{(worker.HasExited ? 0 : worker.TotalProcessorTime.TotalSeconds):0.0} s, all after {allAt?.TotalSeconds:0} s"));
        Console.WriteLine($"resident memory: at most {peak} MB");
    }

    private static async Task<Dictionary<string, FeedFetch>> PolledAsync(MonitorDbContextFactory contexts)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            var urls = await db.Set<Feed>().ToDictionaryAsync(feed => feed.Id, feed => feed.Url);
            var fetches = await db.Set<FeedFetch>().AsNoTracking().ToListAsync();
            return fetches.GroupBy(fetch => fetch.FeedId).ToDictionary(feed => urls[feed.Key], feed => feed.MinBy(fetch => fetch.Number)!);
        }
        catch (Exception notYet) when (notYet is System.Data.Common.DbException)
        {
            // The worker is still making its tables.
            return [];
        }
    }

    /// <summary>VmHWM: the kernel's own note of the most that was ever resident, in megabytes.</summary>
    private static long ResidentPeak(Process worker)
    {
        var line = File.ReadLines($"/proc/{worker.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }
}
