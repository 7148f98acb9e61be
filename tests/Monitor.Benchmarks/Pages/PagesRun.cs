using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.Benchmarks.Pages;

/// <summary>
/// What the pages cost over a filled database: processor time and the clock's median and 95th percentile of each, and of 200 searches of ten
/// kinds. Asked one after the other over HTTP on loopback; the asking is part of the processor time.
/// </summary>
public static class PagesRun
{
    private const int Rounds = 40;
    private const int WarmUps = 5;
    private const int SearchesAKind = 20;

    private static readonly string[] Words = ["china", "russia", "hospital", "ministry", "parliaments", "airline", "customers", "servers", "grid", "microsoft"];
    private static readonly string[] Topics = ["hacking", "ransomware", "data-breach", "cyber-espionage", "critical-infrastructure"];

    /// <param name="arguments">How many articles; then postgresql://… of an empty database, else a file of SQLite that is removed.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var articles = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("monitor-pages-").FullName;
        try
        {
            var url = arguments.ElementAtOrDefault(1) ?? $"sqlite:{Path.Combine(folder, "monitor.db")}";
            var contexts = new MonitorDbContextFactory(
                DatabaseAddress.TryParse(url, out var address) ? address : throw new ArgumentException($"{url} is no address of a database"),
                TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            await using (var db = contexts.CreateDbContext())
            {
                if (!await db.Set<Article>().AnyAsync())
                {
                    var watch = Stopwatch.StartNew();
                    await new PageFiller(contexts).FillAsync(articles);
                    Console.WriteLine($"{articles:N0} articles written in {watch.Elapsed.TotalSeconds:N0} s");
                }
            }

            await MeasureAsync(contexts, url);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(MonitorDbContextFactory contexts, string url)
    {
        var settings = MonitorSettings.Load(null, ("Storage:Database", url), ("Pages:Address", "http://127.0.0.1:0"));
        await using var app = MonitorHost.BuildForPlay(
            settings, contexts, TimeProvider.System, Path.Combine(AppContext.BaseDirectory, "config"),
            (_, _) => throw new InvalidOperationException("nothing is fetched here"));
        await app.StartAsync();
        using var reader = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        Console.WriteLine("| page | processor | p50 | p95 |\n|---|---|---|---|");
        foreach (var (name, path) in await PagesAsync(contexts))
        {
            await AskAsync(reader, name, [.. Enumerable.Repeat(path, Rounds)]);
        }

        var all = new List<double>();
        foreach (var (kind, searches) in Searches())
        {
            all.AddRange(await AskAsync(reader, kind, searches));
        }

        all.Sort();
        Console.WriteLine($"{all.Count} searches: p50 {all[all.Count / 2]:N0} ms, p95 {all[(int)(all.Count * .95)]:N0} ms, longest {all[^1]:N0} ms");
    }

    private static async Task<List<(string Name, string Path)>> PagesAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        var story = await db.Set<Story>().OrderByDescending(one => one.Articles).ThenByDescending(one => one.Id).Select(one => one.Id).FirstAsync();
        var article = await db.Set<Article>().MaxAsync(one => one.Id);
        var attribution = await db.Set<AttributionEvent>().MaxAsync(one => one.Id);
        return
        [
            ("today", "/"), ("stories", "/stories"), ("stories of a topic", "/stories?topic=hacking"), ("stories of an actor, without copies", "/stories?actor=country:RU&copies=no"),
            ("articles", "/articles"), ("articles of an outlet", "/articles?outlet=Outlet+7"), ("articles of a language", "/articles?lang=de"),
            ("articles without copies of a week", "/articles?copies=no&from=2031-02-20&until=2031-02-27"),
            ("attributions", "/attributions"), ("attributions of a strength", "/attributions?strength=official"),
            ("a story", $"/stories/{story}"), ("an article", $"/articles/{article}"), ("an event", $"/attributions/{attribution}"),
            ("feeds", "/feeds"), ("mails", "/mails"), ("parked mails", "/mails?state=parked"), ("search, empty", "/search"), ("rules", "/rules"),
        ];
    }

    /// <summary>Ten kinds of searches, each with words of its own.</summary>
    private static IEnumerable<(string Kind, string[] Paths)> Searches()
    {
        var news = new RandomNews();
        string Rare() => news.Phrase().Split(' ')[0];
        yield return Kind("a word of the field", i => Words[i % Words.Length]);
        yield return Kind("a rare word", _ => Rare());
        yield return Kind("two words", i => $"{Words[i % Words.Length]} {Words[(i + 3) % Words.Length]}");
        yield return Kind("a phrase", i => i % 2 == 0 ? "\"data breach\"" : "\"mail servers\"");
        yield return Kind("beginnings of words", i => $"{Words[i % Words.Length][..4]}* accus*");
        yield return Kind("either, without a third", i => $"({Words[i % Words.Length]} OR {Rare()}) NOT {Words[(i + 5) % Words.Length]}");
        yield return Kind("near words", i => $"accused NEAR/4 {Words[i % Words.Length]}");
        yield return Kind("an actor and a topic", i => $"actor:country:{(i % 2 == 0 ? "CN" : "RU")} topic:{Topics[i % Topics.Length]}");
        yield return Kind("the best first", i => Words[i % Words.Length], "&by=fit");
        yield return Kind("stories", i => Words[i % Words.Length], "&in=stories");

        static (string, string[]) Kind(string name, Func<int, string> words, string more = "") => (
            $"search: {name}", [.. Enumerable.Range(0, SearchesAKind).Select(i => $"/search?q={Uri.EscapeDataString(words(i))}{more}")]);
    }

    private static async Task<List<double>> AskAsync(HttpClient reader, string name, string[] paths)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await reader.GetStringAsync(new Uri(paths[0], UriKind.Relative));
        }

        var processor = new ProcessorClock();
        var taken = new List<double>();
        foreach (var path in paths)
        {
            var started = Stopwatch.GetTimestamp();
            await reader.GetStringAsync(new Uri(path, UriKind.Relative));
            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var cost = processor.Elapsed.TotalMilliseconds / paths.Length;
        var sorted = taken.Order().ToList();
        Console.WriteLine($"| {name} | {cost:N1} ms | {sorted[sorted.Count / 2]:N1} ms | {sorted[(int)(sorted.Count * .95)]:N1} ms |");
        return taken;
    }
}
