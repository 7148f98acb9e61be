using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Attributions;
using Monitor.Benchmarks.Stories;
using Monitor.Languages;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Tagging;
using Monitor.Worker.Hosting;

namespace Monitor.Benchmarks;

/// <summary>Who holds a worker's memory: its parts made one after the other, and after each the managed heap and what the system counts as resident.</summary>
internal static class MemoryOwners
{
    /// <summary>Arguments: how many articles the story index takes.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var articles = int.Parse(arguments.ElementAtOrDefault(0) ?? "50000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("monitor-memory-").FullName;
        var kept = new List<object>();
        var before = 0L;
        Console.WriteLine("owner                                  managed MB   resident MB");
        Print("the runtime");
        kept.Add(Tagger.Load("config"));
        Print("actors, topics and rules");
        LanguageBook.InForce.ReadAll();
        Print("languages");
        kept.Add(AttributionDetector.Load("config", ((Tagger)kept[0]).Actors));
        Print("cues of attributions");
        kept.Add(new TextExtractor());
        Print("extraction");
        var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(folder, "monitor.db")), TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        Print("migrating an empty database");
        await using (var db = contexts.CreateDbContext())
        {
            await db.Set<Article>().CountAsync();
        }

        Print("the model of the tables");
        var app = MonitorHost.Build(Settings(folder), contexts, TimeProvider.System, "config");
        await app.StartAsync();
        kept.Add(app);
        Print("the host: schedule, pages");
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        kept.Add(index);
        Print("an empty story index");
        var stream = new StoryStream();
        for (var number = 1; number <= articles; number++)
        {
            index.Add(StoryStream.InputOf(stream.Next()));
        }

        Print($"{articles:N0} articles in it");
        kept.Remove(index);
        index = null;
        kept.Add(stream);
        Print("without the index again");
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
        return 0;

        void Print(string owner)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            var heap = GC.GetTotalMemory(forceFullCollection: true);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{owner,-38} {(heap - before) / 1e6,10:+0.0;-0.0} {Environment.WorkingSet / 1e6,13:0}"));
            before = heap;
        }
    }

    private static Microsoft.Extensions.Configuration.IConfigurationRoot Settings(string folder) => Worker.Settings.MonitorSettings.Load(
        null, ("Storage:DataFolder", folder), ("Pages:Address", "http://127.0.0.1:0"));
}
