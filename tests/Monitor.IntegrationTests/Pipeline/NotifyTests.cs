using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Text;

namespace Monitor.IntegrationTests.Pipeline;

public sealed class NotifyTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    private static readonly ActorBook Actors = new(
        [
            State("US", "United States", "US"), State("GB", "United Kingdom", "UK"), State("JP", "Japan", null), State("CN", "China", "PRC"),
        ],
        []);

    private readonly FakeTimeProvider _clock = new(Noon);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_event_is_told_once_with_all_that_joined_in_time_and_later_joiners_in_one_update(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await StateAsync(database, Accuses("US"));
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddSeconds(20));
        await StateAsync(database, Accuses("GB"));
        await NotifyAsync(database);
        Assert.Empty(await MailsAsync(database));

        _clock.SetUtcNow(Noon.AddSeconds(31));
        await NotifyAsync(database);
        await NotifyAsync(database);
        await StateAsync(database, Accuses("JP"));
        _clock.SetUtcNow(Noon.AddMinutes(3));
        await NotifyAsync(database);
        Assert.Single(await MailsAsync(database));
        _clock.SetUtcNow(Noon.AddMinutes(7));
        await NotifyAsync(database);
        await NotifyAsync(database);

        var mails = await MailsAsync(database);
        Assert.Equal(
            ["US, UK accuse China: cyberespionage (official, 2 reports)", "More accuse China: cyberespionage (Japan joins)"],
            mails.Select(mail => mail.Subject));
        Assert.Contains("Japan joined.", mails[1].Text, StringComparison.Ordinal);
        Assert.Equal(mails[0].ThreadKey, mails[1].ThreadKey);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_denial_is_told_and_a_rejected_accusation_is_corrected_once(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await StateAsync(database, Accuses("US"));
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddMinutes(1));
        await NotifyAsync(database);
        await StateAsync(database, Denies("CN"));
        _clock.SetUtcNow(Noon.AddMinutes(10));
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddMinutes(20));
        await NotifyAsync(database);
        await RejectFirstAsync(database);
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddMinutes(30));
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddMinutes(40));
        await NotifyAsync(database);

        Assert.Equal(
            [
                "US accuses China: cyberespionage (official, 1 report)",
                "China denies accusations of cyberespionage",
                "Correction: US on China, cyberespionage",
            ],
            (await MailsAsync(database)).Select(mail => mail.Subject));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_digest_tells_each_change_once_and_a_slot_has_one(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await NotifyAsync(database);
        await StateAsync(database, Accuses("US"));
        for (var hours = 1; hours <= 48; hours++)
        {
            _clock.SetUtcNow(Noon.AddHours(hours));
            await NotifyAsync(database);
            await NotifyAsync(database);
        }

        var digests = (await MailsAsync(database)).Where(mail => mail.ListId is not null).ToList();
        var digest = Assert.Single(digests);
        Assert.Equal("digest/desk/2021-07-20/07:00", digest.Key);
        Assert.Equal("20 July: US accuses China: cyberespionage – 1 attribution", digest.Subject);
        Assert.Contains("1 independent report", digest.Text, StringComparison.Ordinal);
        await using var db = database.Contexts.CreateDbContext();
        Assert.Equal(["2021-07-20 mail", "2021-07-21 -"], (await db.Set<ComposedDigest>().OrderBy(one => one.LocalDate).ToListAsync())
            .Select(one => $"{one.LocalDate:yyyy-MM-dd} {(one.MessageKey is null ? "-" : "mail")}"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_past_is_told_to_nobody(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await StateAsync(database, Accuses("US"), past: true);
        _clock.SetUtcNow(Noon.AddDays(1));
        await NotifyAsync(database);

        Assert.Empty(await MailsAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_composed_and_not_committed_is_composed_again_and_told_once(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await StateAsync(database, Accuses("US"));
        await NotifyAsync(database);
        _clock.SetUtcNow(Noon.AddDays(1));
        // A worker that lost its lease meanwhile: everything it does is fenced off.
        await using (var db = database.Contexts.CreateDbContext())
        {
            var stale = await db.TakeLeaseAsync(NotifyRun.LeaseName, "another", TimeSpan.FromMinutes(2), CancellationToken.None);
            Assert.NotNull(stale);
            await NotifyAsync(database);
            Assert.Empty(await MailsAsync(database));
            await db.ReleaseLeaseAsync(stale, CancellationToken.None);
        }

        await NotifyAsync(database);
        await NotifyAsync(database);

        Assert.Equal(2, (await MailsAsync(database)).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_feed_that_falls_silent_is_named_once_to_who_looks_after_the_feeds(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind, feedTroubles: true);
        await NotifyAsync(database);
        await AddFeedAsync(database, "Meridian Wire", FeedState.Silent, Noon.AddHours(3));
        await AddFeedAsync(database, "Daily Beacon", FeedState.Healthy, Noon.AddHours(3));
        await AddFeedAsync(database, "Old Gazette", FeedState.Gone, Noon.AddDays(-9));
        // At the very instant of a slot (07:00 in Berlin): its poll may not be committed yet when the digest is composed.
        await AddFeedAsync(database, "Night Courier", FeedState.Failing, Noon.AddHours(17));
        for (var hours = 1; hours <= 72; hours++)
        {
            _clock.SetUtcNow(Noon.AddHours(hours));
            await NotifyAsync(database);
        }

        var mails = await MailsAsync(database);
        Assert.Equal(
            ["digest/desk/2021-07-20/07:00 20 July: 1 feed needs a look", "digest/desk/2021-07-21/07:00 21 July: 1 feed needs a look"],
            mails.Select(mail => $"{mail.Key} {mail.Subject}"));
        Assert.Contains("Meridian Wire is silent since Mon 19 July, 17:00", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("Night Courier fails since Tue 20 July, 07:00", mails[1].Text, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain("Daily Beacon", mail.Text + mail.Html, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("Old Gazette", mail.Text + mail.Html, StringComparison.Ordinal));
        Assert.DoesNotContain("Meridian Wire", mails[1].Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Feeds_in_trouble_are_named_to_nobody_who_did_not_ask(DatabaseKind kind)
    {
        await using var database = await WithSubscriberAsync(kind);
        await AddFeedAsync(database, "Meridian Wire", FeedState.Silent, Noon.AddHours(3));
        _clock.SetUtcNow(Noon.AddDays(1));
        await NotifyAsync(database);

        Assert.Empty(await MailsAsync(database));
    }

    private static Actor State(string code, string name, string? acronym) => new()
    {
        Id = $"country:{code}",
        Kind = ActorKind.State,
        Name = name,
        Country = code,
        Aliases = acronym is null ? [] : [new Alias(acronym, AliasRole.Acronym)],
    };

    private static Func<string, Statement> Accuses(string accuser) => text => new Statement
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

    private static Func<string, Statement> Denies(string denier) => text => Accuses(denier)(text) with
    {
        Accused = null,
        AccusedCountry = null,
        Polarity = Polarity.Denied,
    };

    private static async Task<TestDatabase> WithSubscriberAsync(DatabaseKind kind, bool feedTroubles = false)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Contexts.CreateDbContext();
        var settings = new SubscriberSettings
        {
            TimeZone = "Europe/Berlin",
            Digests = [new DigestSlot(new TimeOnly(7, 0), [])],
            Alerts = [new AlertRule { Name = "all" }],
            FeedTroubles = feedTroubles,
        };
        await db.ApplyAsync([new SubscriberEntry("desk", "desk@example.org", settings)], Noon, CancellationToken.None);
        await db.SaveChangesAsync();
        return database;
    }

    private static async Task AddFeedAsync(TestDatabase database, string outlet, FeedState state, DateTimeOffset changedAt)
    {
        await using var db = database.Contexts.CreateDbContext();
        var address = new Uri($"https://{outlet.Replace(' ', '-')}.example.org/feed");
        var feed = Feed.Of(address, outlet, new Outlet { Name = outlet }, changedAt);
        (feed.State, feed.StateReason, feed.NextPollAt) = (state, "as the test says", changedAt.AddDays(9));
        db.Add(feed);
        await db.SaveChangesAsync();
    }

    /// <summary>An article that states something, grouped into a story and an event of its own as Group would.</summary>
    private async Task StateAsync(TestDatabase database, Func<string, Statement> statement, bool past = false)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var number = await db.Set<Article>().CountAsync() + 1;
        var article = new Article
        {
            Outlet = $"Outlet {number}",
            Url = $"https://outlet{number}.example.org/report",
            Title = $"Report {number} of a hacking campaign",
            Text = "Officials said on Monday that a campaign of hacking had been found out.",
            Language = "en",
            CollectedAt = _clock.GetUtcNow(),
            ReadAt = _clock.GetUtcNow(),
            GroupedAt = _clock.GetUtcNow(),
            Past = past,
        };
        article.DateAs(_clock.GetUtcNow().AddMinutes(-5));
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
            FirstSeenAt = _clock.GetUtcNow(),
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

    private async Task RejectFirstAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var first = await db.Set<Attribution>().Where(one => one.Kind == EvidenceKind.Accusation).OrderBy(one => one.Id).FirstAsync();
        await new AttributionRegister(ActorRoots.ByIdAlone).RejectAsync(db, first.Id, "an analyst", _clock.GetUtcNow(), sequence.Next, CancellationToken.None);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task NotifyAsync(TestDatabase database)
    {
        var notify = new NotifyRun(
            database.Contexts, Actors, new AlertOptions(), new DeliveryOptions
            {
                From = "Monitor <monitor@example.org>",
            }, _clock, NullLogger<NotifyRun>.Instance);
        var report = await notify.RunAsync();
        Assert.DoesNotContain(report.Skipped, skipped => skipped.Contains("tried again", StringComparison.Ordinal));
    }

    private static async Task<List<OutgoingMail>> MailsAsync(TestDatabase database)
    {
        await using var db = database.Contexts.CreateDbContext();
        return [.. (await db.Set<OutboxMessage>().OrderBy(message => message.Id).ToListAsync()).Select(message => message.Mail())];
    }
}
