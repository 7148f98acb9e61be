using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Benchmarks.Pipeline;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Pipeline;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;

namespace Monitor.Benchmarks;

/// <summary>
/// Ten thousand subscribers whose digest is due at once: composed by Notify, sent by Deliver into a folder; by one worker on an embedded database,
/// or by two, each with connections of its own, on the PostgreSQL database that is named (an empty one). Fails unless each subscriber has one
/// mail and one digest. Processor time stands beside the wall's, since other work on the machine stretches only the latter.
/// <c>digests [SUBSCRIBERS] [postgresql://…]</c>
/// </summary>
public sealed class DigestsRun
{
    private const int SubscribersUsual = 10_000;
    private const int StoriesCount = 60;
    private const int ArticlesAStory = 5;

    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly int _subscribers;
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-digests-").FullName;
    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly List<(NotifyRun Notify, DeliverRun Deliver)> _workers = [];

    private DigestsRun(int subscribers) => _subscribers = subscribers;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var database = arguments.FirstOrDefault(argument => argument.Contains("://", StringComparison.Ordinal));
        var run = new DigestsRun(int.TryParse(arguments.FirstOrDefault(), CultureInfo.InvariantCulture, out var count) ? count : SubscribersUsual);
        try
        {
            var contexts = await run.SetUpAsync(database);
            await run.ComposeAndDeliverAsync(await ServerClock.OfAsync(contexts));
            return await run.IsOneEachAsync(contexts) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(run._folder, recursive: true);
        }
    }

    private async Task<MonitorDbContextFactory> SetUpAsync(string? database)
    {
        var address = database is null ? new DatabaseAddress.Sqlite(Path.Combine(_folder, "monitor.db"))
            : DatabaseAddress.TryParse(database, out var named) ? named
            : throw new ArgumentException($"{database} is no address of a database");
        var contexts = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        await using (var db = contexts.CreateDbContext())
        {
            var settings = new SubscriberSettings { TimeZone = "Europe/Berlin", Digests = [new DigestSlot(new TimeOnly(7, 0), [])] };
            await db.ApplyAsync(
                [.. Enumerable.Range(1, _subscribers).Select(number => new SubscriberEntry($"reader-{number}", $"reader-{number}@example.org", settings))],
                Noon,
                CancellationToken.None);
            await db.SaveChangesAsync();
            for (var number = 0; number < StoriesCount; number++)
            {
                await AddStoryAsync(db, number);
            }
        }

        var delivery = new DeliveryOptions { From = "Monitor <monitor@example.org>", Parallel = 2 };
        for (var worker = 0; worker < (database is null ? 1 : 2); worker++)
        {
            var tools = new ChannelTools(
                new FolderTransport(Path.Combine(_folder, "mail")), new HttpMessageInvoker(new SocketsHttpHandler()), delivery, _clock);
            var own = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(30));
            _workers.Add((
                new NotifyRun(own, new ActorBook([], []), new AlertOptions(), delivery, _clock, NullLogger<NotifyRun>.Instance),
                new DeliverRun(own, tools, NullLogger<DeliverRun>.Instance)));
        }

        await _workers[0].Notify.RunAsync();
        _clock.SetUtcNow(Noon.AddDays(1));
        return contexts;
    }

    private async Task ComposeAndDeliverAsync(ServerClock server)
    {
        var started = Stopwatch.GetTimestamp();
        await MeasureAsync("composed", server, worker => worker.Notify.RunAsync());
        await MeasureAsync("delivered", server, worker => worker.Deliver.RunAsync());
        using var process = Process.GetCurrentProcess();
        var mails = Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml");
        var mail = new FileInfo(mails[0]);
        Console.WriteLine(
            $"together {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; "
            + $"{mails.Length:N0} mails; one mail: {mail.Length:N0} bytes; {process.PeakWorkingSet64 / 1_048_576:N0} MB resident at most");
    }

    private async Task MeasureAsync(string what, ServerClock server, Func<(NotifyRun Notify, DeliverRun Deliver), Task<RunReport>> run)
    {
        var (began, processor, serverBegan) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, server.Seconds);
        foreach (var report in await Task.WhenAll(_workers.Select(run)))
        {
            Console.WriteLine(report);
        }

        Console.WriteLine(
            $"{what} in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; processor {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s, "
            + $"the server's {server.Seconds - serverBegan:0.0} s");
    }

    /// <summary>Whether each subscriber has one digest and one mail of it that is sent, and the folder as many.</summary>
    private async Task<bool> IsOneEachAsync(MonitorDbContextFactory contexts)
    {
        await using var db = contexts.CreateDbContext();
        var digests = await db.Set<ComposedDigest>().Where(digest => digest.MessageKey != null).CountAsync();
        var sent = await db.Set<OutboxMessage>().Where(message => message.State == OutboxState.Sent).Select(message => message.Recipient).ToListAsync();
        var all = await db.Set<OutboxMessage>().CountAsync();
        var files = Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml").Length;
        Console.WriteLine($"{digests:N0} digests, {all:N0} messages, {sent.Distinct().Count():N0} subscribers with one that is sent, {files:N0} files");
        return digests == _subscribers && all == _subscribers && sent.Distinct().Count() == _subscribers && files == _subscribers;
    }

    private static async Task AddStoryAsync(MonitorDbContext db, int number)
    {
        var articles = Enumerable.Range(1, ArticlesAStory).Select(place => new Article
        {
            Outlet = $"Outlet {(number + place) % 40}",
            Url = $"https://outlet{place}.example.org/{number}",
            Title = $"What happened in the matter number {number}, as outlet {place} has it",
            Text = string.Join(' ', Enumerable.Repeat($"The matter number {number} went on for another day and nobody could say how it would end.", 20)),
            Language = "en",
            CollectedAt = Noon,
        }).ToList();
        articles.ForEach(article => article.DateAs(Noon));
        db.AddRange(articles);
        await db.SaveChangesAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        db.Add(new Story
        {
            Id = articles[0].Id,
            Title = articles[0].Title,
            LeadArticleId = articles[0].Id,
            Language = "en",
            FirstSeenAt = Noon,
            LastSeenAt = Noon,
            Articles = ArticlesAStory,
            Outlets = ArticlesAStory,
            IndependentReports = ArticlesAStory,
            Sequence = sequence.Next(),
        });
        db.AddRange(articles.Select(article => new StoryArticle
        {
            ArticleId = article.Id,
            StoryId = articles[0].Id,
            CopyGroup = article.Id,
            Why = [],
            Passages = [],
            Changes = [],
            Sequence = sequence.Next(),
        }));
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }
}
