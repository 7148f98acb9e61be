using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Export;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Benchmarks;

/// <summary>
/// The STIX export of many events with three reports each: how long the first one takes, which makes the objects, and a second one, which only
/// reads them; and how much the heap holds at most while they run.
/// </summary>
internal static class StixExportRun
{
    private const int ReportsAnEvent = 3;
    private static readonly string[] Accusers = ["country:US", "country:GB", "alliance:NATO", "igo:EU"];
    private static readonly string[] Accused = ["country:CN", "country:RU", "country:IR", "country:KP"];

    public static async Task<int> RunAsync(int events)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-stix-").FullName;
        try
        {
            var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(folder, "monitor.db")), TimeSpan.FromSeconds(30));
            await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
            await FillAsync(contexts, events);
            var ledger = new StixLedger(contexts, id => id, TimeProvider.System);
            var settled = Settled();
            Console.WriteLine($"{events} events, {settled} MB before");
            foreach (var round in new[] { "first", "second" })
            {
                var (watch, clock, peak) = (Stopwatch.StartNew(), new ProcessorClock(), 0L);
                await using var output = new CountingStream(() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)));
                await ledger.CatchUpAsync(CancellationToken.None);
                await using var db = contexts.CreateDbContext();
                await StixBundle.WriteAsync(db, output, CancellationToken.None);
                Console.WriteLine(
                    $"{round} export: {watch.Elapsed.TotalSeconds:F1} s, {clock.Elapsed.TotalSeconds:F1} s of processor time, {output.Length / 1_000_000} MB written, "
                    + $"heap at most {peak / 1_000_000} MB, {Settled()} MB after");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Adds so many events to a database, which is made where there is none; for scripts that pull them.</summary>
    public static async Task<int> FillAsync(string address, int events)
    {
        if (!DatabaseAddress.TryParse(address, out var database))
        {
            Console.Error.WriteLine($"{address} is no database");
            return 2;
        }

        var contexts = new MonitorDbContextFactory(database, TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        await FillAsync(contexts, events);
        return 0;
    }

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true) / 1_000_000;

    private static async Task FillAsync(MonitorDbContextFactory contexts, int events)
    {
        var start = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var before = contexts.CreateDbContext();
        var known = (int)(await before.Set<AttributionEvent>().MaxAsync(one => (long?)one.Sequence) ?? 0);
        for (var first = known; first < known + events; first += 500)
        {
            await using var db = contexts.CreateDbContext();
            for (var number = first; number < Math.Min(first + 500, known + events); number++)
            {
                var at = start.AddMinutes(number * 7);
                var accused = Accused[number % Accused.Length];
                var ongoing = new AttributionEvent { Key = $"{accused}/cyber", AccusedRoot = accused, StartAt = at, LastAt = at, Sequence = number + 1 };
                for (var report = 0; report < ReportsAnEvent; report++)
                {
                    ongoing.Attributions.Add(Made(number, report, accused, at.AddMinutes(report)));
                }

                db.Add(ongoing);
            }

            await db.SaveChangesAsync();
        }
    }

    private static Attribution Made(int number, int report, string accused, DateTimeOffset at)
    {
        var accuser = Accusers[(number + report) % Accusers.Length];
        var quote = $"The ministry said that it blames {accused} for attack {number} on the grid, as report {report} has it in so many words.";
        var article = new Article
        {
            Outlet = $"Outlet {report}",
            Title = quote,
            Text = quote,
            Url = $"https://outlet.example/{number}/{report}",
            CollectedAt = at,
            // A worker on the database has nothing to do with it.
            ReadAt = at,
            GroupedAt = at,
        };
        article.DateAs(at);
        return new Attribution
        {
            Article = article,
            Key = $"{accused}/cyber",
            AccusedRoot = accused,
            Accusers = [accuser],
            StateLevelAccusers = [accuser],
            Strength = AttributionStrength.Official,
            PublishedAt = at,
            CopyGroup = $"{number}-{report}",
            Quote = quote,
            Statement = new Statement
            {
                Accusers = [accuser],
                Accused = accused,
                Act = "an attack",
                ActClass = "cyber-attack",
                Family = "cyber",
                Strength = AttributionStrength.Official,
                Rule = "made",
                Evidence = new TextSpan(0, quote.Length),
            },
        };
    }

    /// <summary>Takes all and keeps nothing; looks around at each write.</summary>
    private sealed class CountingStream(Action look) : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _length += count;
            look();
        }
    }
}
