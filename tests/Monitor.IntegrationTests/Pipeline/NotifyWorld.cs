using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Text;

namespace Monitor.IntegrationTests.Pipeline;

/// <summary>A database with one subscriber, articles that state something, and the run that tells of it.</summary>
internal sealed class NotifyWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private static readonly ActorBook Actors = new(
        [
            State("US", "United States", "US"), State("GB", "United Kingdom", "UK"), State("JP", "Japan", null), State("CN", "China", "PRC"),
        ],
        []);

    private readonly TestDatabase _database;

    private NotifyWorld(TestDatabase database) => _database = database;

    public FakeTimeProvider Clock { get; } = new(Noon);

    public MonitorDbContextFactory Contexts => _database.Contexts;

    public DeliveryOptions Delivery { get; } = new() { From = "Monitor <monitor@example.org>" };

    public static Func<string, Statement> Accuses(string accuser) => text => new Statement
    {
        Accusers = [$"country:{accuser}"],
        Accused = "country:CN",
        AccusedCountry = "CN",
        Act = "a hacking campaign",
        ActClass = "cyber-espionage",
        Family = "cyber",
        Strength = AttributionStrength.Official,
        Polarity = Polarity.Asserted,
        Evidence = new TextSpan(0, text.IndexOf('\n', StringComparison.Ordinal)),
        Rule = "test",
    };

    public static Func<string, Statement> Denies(string denier) => text => Accuses(denier)(text) with
    {
        Accused = null,
        AccusedCountry = null,
        Polarity = Polarity.Denied,
    };

    public static async Task<NotifyWorld> StartAsync(DatabaseKind kind, bool feedTroubles = false, bool alerts = true)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var settings = new SubscriberSettings
        {
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), [])],
            Alerts = alerts ? [new AlertRule { Name = "all" }] : [],
            FeedTroubles = feedTroubles,
        };
        await db.ApplyAsync([new SubscriberEntry("desk", "desk@example.org", settings)], Noon, CancellationToken.None);
        await db.SaveChangesAsync();
        return new NotifyWorld(database);
    }

    /// <summary>An article that states something, grouped into a story and an event of its own as Group would.</summary>
    public async Task StateAsync(Func<string, Statement> statement, bool past = false)
    {
        await using var db = Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var number = await db.Set<Article>().CountAsync() + 1;
        var article = new Article
        {
            Outlet = $"Outlet {number}",
            Url = $"https://outlet{number}.example.org/report",
            Title = $"Report {number} of a hacking campaign",
            Text = "Officials said on Monday that a campaign of hacking had been found out.",
            Language = "en",
            CollectedAt = Clock.GetUtcNow(),
            ReadAt = Clock.GetUtcNow(),
            GroupedAt = Clock.GetUtcNow(),
            Past = past,
        };
        article.DateAs(Clock.GetUtcNow().AddMinutes(-5));
        db.Add(article);
        await db.SaveChangesAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var text = $"{article.Title}\n\n{article.Text}";
        var statements = new ArticleStatements($"{article.Id}", text, $"{article.Id}", IsCopy: false, article.PublishedAt, !past, [statement(text)])
        {
            // One story, so that whoever joins joins the same event.
            Story = "1",
        };
        await new AttributionRegister(ActorRoots.ByIdAlone).RecordAsync(db, [statements], sequence.Next, CancellationToken.None);
        var story = new Story
        {
            Id = article.Id,
            Title = article.Title,
            LeadArticleId = article.Id,
            Language = "en",
            FirstSeenAt = Clock.GetUtcNow(),
            Articles = 1,
            Outlets = 1,
            IndependentReports = 1,
            Sequence = sequence.Next(),
            Past = past,
        };
        db.Add(story);
        db.Add(new StoryArticle
        {
            ArticleId = article.Id,
            StoryId = article.Id,
            CopyGroup = article.Id,
            Why = [],
            Passages = [],
            Changes = [],
            Sequence = sequence.Next(),
        });
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    public async Task NotifyAsync()
    {
        var report = await Run().RunAsync();
        Assert.DoesNotContain(report.Skipped, skipped => skipped.Contains("tried again", StringComparison.Ordinal));
    }

    public async Task<List<OutgoingMail>> MailsAsync()
    {
        await using var db = Contexts.CreateDbContext();
        return [.. (await db.Set<OutboxMessage>().OrderBy(message => message.Id).ToListAsync()).Select(message => message.Mail())];
    }

    /// <summary>Tries to send what is due; each mail ends so.</summary>
    public async Task DeliverAsync(DeliveryOutcome outcome)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        await new DeliverRun(Contexts, new ChannelTools(new Answering(outcome), http, Delivery, Clock), NullLogger<DeliverRun>.Instance).RunAsync();
    }

    public async Task<PreviewedDigest> PreviewAsync(DateTimeOffset at)
    {
        await using var db = Contexts.CreateDbContext();
        return await Run().PreviewDigestAsync(await db.Set<Subscriber>().AsNoTracking().SingleAsync(), at, CancellationToken.None);
    }

    public async Task ChangeAsync(Action<Subscriber> change)
    {
        await using var db = Contexts.CreateDbContext();
        change(await db.Set<Subscriber>().SingleAsync());
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private NotifyRun Run() => new(Contexts, Actors, new AlertOptions(), Delivery, Clock, NullLogger<NotifyRun>.Instance);

    private static Actor State(string code, string name, string? acronym) => new()
    {
        Id = $"country:{code}",
        Kind = ActorKind.State,
        Name = name,
        Country = code,
        Aliases = acronym is null ? [] : [new Alias(acronym, AliasRole.Acronym)],
    };

    private sealed class Answering(DeliveryOutcome outcome) : IMailTransport
    {
        public Task<DeliveryOutcome> SendAsync(string key, MimeMessage message, CancellationToken cancellationToken) => Task.FromResult(outcome);
    }
}
