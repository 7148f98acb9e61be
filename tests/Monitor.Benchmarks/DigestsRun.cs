using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;

namespace Monitor.Benchmarks;

/// <summary>
/// 10,000 subscribers whose digest is due at once: composed by Notify, sent by Deliver into a folder, on an embedded database. One long run
/// with its processor time beside the wall's, since other work on the machine stretches only the latter.
/// </summary>
public sealed class DigestsRun
{
    private const int Subscribers = 10_000;
    private const int StoriesCount = 60;
    private const int ArticlesAStory = 5;

    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-digests-").FullName;
    private readonly FakeTimeProvider _clock = new(Noon);
    private NotifyRun? _notify;
    private DeliverRun? _deliver;

    public static async Task<int> RunAsync()
    {
        var run = new DigestsRun();
        try
        {
            await run.SetUpAsync();
            await run.ComposeAndDeliverAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(run._folder, recursive: true);
        }
    }

    private async Task SetUpAsync()
    {
        var contexts = new MonitorDbContextFactory(new DatabaseAddress.Sqlite(Path.Combine(_folder, "monitor.db")), TimeSpan.FromSeconds(30));
        await DatabaseSetup.MigrateAsync(contexts, CancellationToken.None);
        await using (var db = contexts.CreateDbContext())
        {
            var settings = new SubscriberSettings { TimeZone = "Europe/Berlin", Digests = [new DigestSlot(new TimeOnly(7, 0), [])] };
            await db.ApplyAsync(
                [.. Enumerable.Range(1, Subscribers).Select(number => new SubscriberEntry($"reader-{number}", $"reader-{number}@example.org", settings))],
                Noon,
                CancellationToken.None);
            await db.SaveChangesAsync();
            for (var number = 0; number < StoriesCount; number++)
            {
                await AddStoryAsync(db, number);
            }
        }

        var delivery = new DeliveryOptions { From = "Monitor <monitor@example.org>", Parallel = 2 };
        _notify = new NotifyRun(contexts, new ActorBook([], []), new AlertOptions(), delivery, _clock, NullLogger<NotifyRun>.Instance);
        _deliver = new DeliverRun(
            contexts,
            new ChannelTools(new FolderTransport(Path.Combine(_folder, "mail")), new HttpMessageInvoker(new SocketsHttpHandler()), delivery, _clock),
            NullLogger<DeliverRun>.Instance);
        await _notify.RunAsync();
        _clock.SetUtcNow(Noon.AddDays(1));
    }

    private async Task ComposeAndDeliverAsync()
    {
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Console.WriteLine(await _notify!.RunAsync());
        Console.WriteLine(await _deliver!.RunAsync());
        var mail = new FileInfo(Directory.EnumerateFiles(Path.Combine(_folder, "mail"), "*.eml").First());
        Console.WriteLine(
            $"together {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of "
                + "processor time; "
            + $"one mail: {mail.Length:N0} bytes; {Environment.WorkingSet / 1_048_576:N0} MB resident");
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
