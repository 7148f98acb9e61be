using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Attributions.Learnt;
using Monitor.Audit;
using Monitor.Backtests;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Listings;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Subscribers;

namespace Monitor.Benchmarks.Pages;

/// <summary>What stands around the articles: feeds with their fetches, subscribers and what they were told, mails, accounts, labels, the audit log.</summary>
internal sealed class DeskFiller(MonitorDbContextFactory contexts)
{
    public const string Account = "bench";
    public const string Password = "lanterns over the harbour";

    private const int FeedsAnOutlet = 5;
    private const int Subscribers = 300;
    private const int ChangesADay = 1_500;
    private const int Mails = 20_000;
    private const int AuditEntries = 100_000;
    private const int Labels = 500;
    private const int Offices = 200;
    private const int Searches = 20;

    private static DateTimeOffset Last => PageFiller.Last;

    /// <param name="sequence">The number of the last change.</param>
    public async Task FillAsync(int articles, long sequence)
    {
        await using var db = contexts.CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        db.Add(Monitor.Accounts.Account.Create(Account, Password, AccountRole.Admin, Last));
        await FeedsAsync(db);
        await PeopleAsync(db, sequence);
        await BulkRows.WriteAsync(db, [.. Enumerable.Range(0, AuditEntries).Select(Audited)]);
        await LabelsAsync(db, articles);
        await ToldAsync(db);
    }

    private static async Task FeedsAsync(MonitorDbContext db)
    {
        for (var i = 0; i < PageFiller.Outlets; i++)
        {
            var outlet = new Outlet { Name = $"Outlet {i}" };
            db.AddRange(Enumerable.Range(0, FeedsAnOutlet).Select(
                feed => Feed.Of(new Uri($"https://feeds.example/{i}/{feed}"), $"Feed {i}-{feed}", outlet, Last)));
        }

        await db.SaveChangesAsync();
        var feeds = await db.Set<Feed>().Select(feed => feed.Id).ToListAsync();
        await BulkRows.WriteAsync(db, [.. feeds.SelectMany(feed => Enumerable.Range(0, FeedFetch.KeptMax).Select(number => new FeedFetch
        {
            FeedId = feed,
            Number = number,
            At = Last.AddMinutes(15 * (number - FeedFetch.KeptMax)),
            Outcome = number % 3 == 0 ? PollOutcome.Parsed : PollOutcome.NotModified,
            Status = number % 3 == 0 ? 200 : 304,
            BytesReceived = 40_000,
            DurationMilliseconds = 120,
            EntriesListed = 30,
            EntriesNew = 2,
            NextPollReason = "as usual",
        }))]);
    }

    private static async Task PeopleAsync(MonitorDbContext db, long sequence)
    {
        db.AddRange(Enumerable.Range(0, Subscribers).Select(i => new Subscriber
        {
            Name = $"reader-{i:000}",
            Address = $"reader-{i:000}@example.org",
            Settings = new SubscriberSettings { TimeZone = "Europe/Berlin", Digests = [new DigestSlot(new TimeOnly(7, 0), [])] },
            CreatedAt = Last.AddDays(-30),
            ConfirmedAt = Last.AddDays(-30),
            NextDigestAt = Last.AddHours(12),
            // A day of changes is new to each.
            ToldSequence = Math.Max(0, sequence - ChangesADay),
        }));
        (await db.Set<ChangeCounter>().SingleAsync()).Last = sequence;
        await db.SaveChangesAsync();
        var readers = await db.Set<Subscriber>().Select(one => one.Id).ToListAsync();
        await BulkRows.WriteAsync(db, readers.ConvertAll(reader => new ComposedDigest
        {
            SubscriberId = reader,
            LocalDate = DateOnly.FromDateTime(Last.UtcDateTime),
            Slot = "07:00",
            ComposedAt = Last.AddHours(-12),
            AfterSequence = Math.Max(0, sequence - (2 * ChangesADay)),
            ToSequence = Math.Max(0, sequence - ChangesADay),
        }));
        db.ChangeTracker.Clear();
        await BulkRows.WriteAsync(db, [.. Enumerable.Range(0, Mails).Select(Mail)]);
    }

    private static OutboxMessage Mail(int number)
    {
        var composed = new OutgoingMail
        {
            Key = $"mail-{number}",
            From = "Monitor <monitor@example.org>",
            To = "reader@example.org",
            Subject = $"Digest {number}",
            Text = string.Concat(Enumerable.Repeat("One more line of what is new today.\n", 100)),
            Html = string.Concat(Enumerable.Repeat("<p>One more line of what is new today.</p>", 100)),
            ComposedAt = Last,
        };
        var mail = OutboxMessage.Of(
            MailChannel.KindName, "example.org", composed.Key, composed, $"reader-{number % Subscribers:000}", composed.Subject,
            Last.AddMinutes(number - Mails), urgent: false);
        (mail.State, mail.DueAt, mail.EndedAt) = (number % 400 == 0 ? OutboxState.Parked : OutboxState.Sent, null, mail.CreatedAt);
        return mail;
    }

    private static AuditEntry Audited(int number) => new()
    {
        At = Last.AddMinutes(number - AuditEntries),
        Who = $"analyst-{number % 7}",
        Deed = (Deed)(number % Enum.GetValues<Deed>().Length),
        Object = number % 2 == 0 ? $"feed {number % 1_000}" : $"story {number}",
        Before = "what it was",
        After = "what it was made",
        Why = "as the desk agreed",
    };

    private static async Task LabelsAsync(MonitorDbContext db, int articles)
    {
        db.AddRange(Enumerable.Range(1, Labels).Select(i => new RuleLabel
        {
            RuleId = "hacking",
            ArticleId = articles - i,
            IsRight = i % 4 != 0,
            Author = Account,
            At = Last,
        }));
        db.AddRange(Enumerable.Range(1, Labels).Select(i => new CopyLabel
        {
            FirstArticleId = articles - (2 * i),
            SecondArticleId = articles - (2 * i) - 1,
            Relation = CopyRelation.None,
            Author = Account,
            Reason = "",
            DecidedAt = Last,
            CarriedOutAt = Last,
        }));
        db.AddRange(Enumerable.Range(1, Offices).Select(i => new LearntOffice
        {
            NameKey = $"name {i}",
            Name = $"Name {i}",
            Owner = "country:NO",
            Office = "minister",
            From = new DateOnly(2026, 1, 1),
            NamedOn = new DateOnly(2026, 11, 1),
            Why = "three outlets say so",
            Evidence = [new OfficeEvidence(articles - i, "Outlet 1", new DateOnly(2026, 11, 1), "The minister said so.")],
            DecidedAt = Last,
        }));
        db.AddRange(Enumerable.Range(1, Searches).Select(i => new SavedSearch
        {
            Name = $"search {i}",
            Words = "hacking china",
            Filter = ListFilter.None,
            Author = Account,
            ChangedAt = Last,
        }));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>A fact and a piece of news for each event, and for each piece three subscribers who were told.</summary>
    private static async Task ToldAsync(MonitorDbContext db)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Facts" ("Id", "Key", "EventId", "Kind", "Actor", "About", "Strength", "Sequence")
            SELECT "Id", 'Accusation|country:NO|' || "Key" || '|Official|#' || "Id" || '|', "Id", 0, 'country:NO', "Key", 4, "Sequence" FROM "AttributionEvents"
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AttributionFacts" ("EvidenceId", "FactsId") SELECT "Id", "EventId" FROM "Attributions"
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AttributionNews" ("Id", "Sequence", "Kind", "EventId", "AttributionId", "FactId")
            SELECT one."Id", one."Sequence", 0, one."Id", (SELECT min(said."Id") FROM "Attributions" AS said WHERE said."EventId" = one."Id"), one."Id"
            FROM "AttributionEvents" AS one
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "AlertEntries" ("SubscriberId", "Channel", "NewsId", "SeenAt", "State", "Reason", "MessageKey", "EndedAt", "ToldEventId")
            SELECT reader."Id", 'mail', news."Id", one."StartAt", 'Told', 'asked for by the rule "all"', 'mail-1', one."StartAt", one."Id"
            FROM "AttributionNews" AS news JOIN "AttributionEvents" AS one ON one."Id" = news."EventId"
            CROSS JOIN (SELECT "Id" FROM "Subscribers" ORDER BY "Id" LIMIT 3) AS reader
            """);
    }
}
