using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Accounts;
using Monitor.Config;
using Monitor.Net;
using Monitor.Storage;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.Benchmarks.Pages;

/// <summary>
/// What the pages cost over a filled database: processor time and the clock's median and 95th percentile of each, and of 200 searches of ten
/// kinds. An admin asks them one after the other over HTTP on loopback; the asking is part of the processor time, and what the database server
/// takes stands behind the plus.
/// </summary>
public static partial class PagesRun
{
    private const int Rounds = 40;
    private const int WarmUps = 5;
    private const double TicksPerMillisecond = 0.1;
    private const string Typing = "a rule looked over while it is typed";

    /// <param name="arguments">
    /// How many articles; then postgresql://… of an empty database or of one that an earlier run filled, or a folder for a file of SQLite that is
    /// kept for the next run; without it the file is removed.
    /// </param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var articles = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var place = arguments.ElementAtOrDefault(1);
        var folder = place is null ? Directory.CreateTempSubdirectory("monitor-pages-").FullName : null;
        try
        {
            var url = place is not null && place.Contains("://", StringComparison.Ordinal) ? place : $"sqlite:{Path.Combine(place ?? folder!, "monitor.db")}";
            var contexts = new MonitorDbContextFactory(
                DatabaseAddress.TryParse(url, out var address) ? address : throw new ArgumentException($"{url} is no address of a database"),
                TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            var filler = new PageFiller(contexts);
            if (await filler.FilledAsync() is { } filled)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled by an earlier run: {filled:N0} articles"));
            }
            else
            {
                var watch = Stopwatch.StartNew();
                await filler.FillAsync(articles);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles:N0} articles written in {watch.Elapsed.TotalSeconds:N0} s"));
            }

            await MeasureAsync(contexts, url, arguments.ElementAtOrDefault(2));
            return 0;
        }
        finally
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <param name="only">Only pages and kinds whose name holds this; null for all.</param>
    private static async Task MeasureAsync(MonitorDbContextFactory contexts, string url, string? only)
    {
        var config = Path.Combine(AppContext.BaseDirectory, "config");
        var settings = MonitorSettings.Load(null, ("Storage:Database", url), ("Pages:Address", "http://127.0.0.1:0"));
        var clock = new SimulatedClock(PageFiller.Last);
        await using (var db = contexts.CreateDbContext())
        {
            await ConfigStore.TakeOverAsync(db, config, ConfigParts.Of(config), clock.GetUtcNow(), CancellationToken.None);
        }

        await using var app = MonitorHost.BuildForPlay(
            settings, contexts, clock, config, (_, _) => throw new InvalidOperationException("nothing is fetched here"));
        await app.StartAsync();
        using var reader = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
            // What takes that long is to be seen in the table.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        await SignInAsync(reader);
        bool Asked(string name) => only is null || name.Contains(only, StringComparison.Ordinal);
        Console.WriteLine($"\n| page | processor | p50 | p95 |\n|---|---|---|---|");
        foreach (var (name, path) in (await PageSet.PagesAsync(contexts)).Where(page => Asked(page.Name)))
        {
            await AskAsync(contexts, reader, name, [.. Enumerable.Repeat(path, Rounds)]);
        }

        using var program = new HttpClient { BaseAddress = reader.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        program.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(contexts, clock.GetUtcNow()));
        foreach (var list in PageSet.ApiLists.Where(list => Asked($"API: {list}")))
        {
            await AskAsync(contexts, program, $"API: {list}", [.. Enumerable.Repeat($"/api/v1/{list}", Rounds)]);
        }

        if (Asked(Typing))
        {
            await TypeAsync(contexts, reader);
        }

        var all = new List<double>();
        foreach (var (kind, searches) in PageSet.Searches().Where(search => Asked(search.Kind)))
        {
            all.AddRange(await AskAsync(contexts, reader, $"search: {kind}", searches));
        }

        all.Sort();
        if (all.Count > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{all.Count} searches: p50 {all[all.Count / 2]:N0} ms, p95 {all[(int)(all.Count * .95)]:N0} ms, longest {all[^1]:N0} ms"));
        }
    }

    private static async Task<string> TokenAsync(MonitorDbContextFactory contexts, DateTimeOffset now)
    {
        await using var db = contexts.CreateDbContext();
        var owner = await db.Set<Account>().Include(one => one.Tokens).SingleAsync(one => one.Name == DeskFiller.Account);
        owner.Tokens.Clear();
        await db.SaveChangesAsync();
        var token = db.AddToken(owner, "bench", TokenScope.Admin, null, DeskFiller.Account, now);
        await db.SaveChangesAsync();
        return token;
    }

    private static async Task SignInAsync(HttpClient reader)
    {
        const string page = "/sign-in";
        using var form = new FormUrlEncodedContent(
            [
                new("_handler", "sign-in"), new("name", DeskFiller.Account), new("password", DeskFiller.Password),
                new("__RequestVerificationToken", Token().Match(await reader.GetStringAsync(page)).Groups[1].Value),
            ]);
        using var answer = await reader.PostAsync(page, form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == page)
        {
            throw new InvalidOperationException("the sign-in failed");
        }
    }

    /// <summary>Asks and prints a line; what each request took by the clock, in milliseconds.</summary>
    private static async Task<List<double>> AskAsync(MonitorDbContextFactory contexts, HttpClient reader, string name, string[] paths)
    {
        foreach (var path in paths.Take(WarmUps))
        {
            using var answer = await reader.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK || answer.RequestMessage!.RequestUri!.PathAndQuery != new Uri(reader.BaseAddress!, path).PathAndQuery)
            {
                throw new InvalidOperationException($"{path} answers {answer.StatusCode} from {answer.RequestMessage!.RequestUri}");
            }

            await answer.Content.ReadAsByteArrayAsync();
        }

        return await TimeAsync(contexts, name, [.. paths.Select(path => (Func<Task>)(() => reader.GetByteArrayAsync(path)))]);
    }

    /// <summary>A draft as the form sends it with each pause of typing; it is looked over among the latest 5,000 articles.</summary>
    private static async Task TypeAsync(MonitorDbContextFactory contexts, HttpClient reader)
    {
        var token = Token().Match(await reader.GetStringAsync("/new-rule")).Groups[1].Value;
        async Task AskAsync()
        {
            using var form = new FormUrlEncodedContent(
                [new("when", "(accus* OR condemn*) NEAR/8 (china OR iran) OR ransomware"), new("name", "A draft"), new("__RequestVerificationToken", token)]);
            using var answer = await reader.PostAsync("/rules/live?id=draft", form);
            answer.EnsureSuccessStatusCode();
        }

        for (var i = 0; i < WarmUps; i++)
        {
            await AskAsync();
        }

        await TimeAsync(contexts, Typing, [.. Enumerable.Repeat<Func<Task>>(AskAsync, Rounds)]);
    }

    private static async Task<List<double>> TimeAsync(MonitorDbContextFactory contexts, string name, Func<Task>[] asks)
    {
        GC.Collect();
        var (processor, server) = (new ProcessorClock(), await ServerMillisecondsAsync(contexts));
        var times = new List<double>();
        foreach (var ask in asks)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var used = processor.Elapsed.TotalMilliseconds / asks.Length;
        var byServer = (await ServerMillisecondsAsync(contexts) - server) / asks.Length;
        List<double> sorted = [.. times.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {used:N1}{(contexts.IsShared ? $" + {byServer:N1}" : "")} ms | {sorted[sorted.Count / 2]:N1} ms | {sorted[(int)(sorted.Count * .95)]:N1} ms |"));
        return times;
    }

    /// <summary>Processor time of the server processes that serve this program so far; 0 for SQLite.</summary>
    private static async Task<double> ServerMillisecondsAsync(MonitorDbContextFactory contexts)
    {
        if (!contexts.IsShared)
        {
            return 0;
        }

        await using var db = contexts.CreateDbContext();
        var servers = await db.Database.SqlQuery<int>($"""SELECT pid AS "Value" FROM pg_stat_activity WHERE backend_type = 'client backend'""").ToListAsync();
        var ticks = 0L;
        foreach (var stat in servers.Select(server => $"/proc/{server}/stat").Where(File.Exists))
        {
            var line = await File.ReadAllTextAsync(stat);
            // proc(5): utime and stime are fields 14 and 15; the third is the first behind the name.
            ticks += line[(line.LastIndexOf(')') + 2)..].Split(' ')[11..13].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }

        return ticks / TicksPerMillisecond;
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
