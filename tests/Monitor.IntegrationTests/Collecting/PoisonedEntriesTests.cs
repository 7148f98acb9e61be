using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Actors;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Pipeline;
using Monitor.Storage;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>One bad entry never takes its feed along.</summary>
public sealed class PoisonedEntriesTests
{
    private const string Harbour = "harbour.test/feed";
    private const int Sound = 5;
    private const int Poisons = 12;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Twelve_poisoned_entries_cost_none_of_their_neighbours(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Of("", [.. Poisoned(), .. Enumerable.Range(1, Sound).Select(number => Rss.Item(number))])));
        var feed = await world.AddAsync(Harbour);

        var fetch = await world.PollAsync(feed);

        var articles = await world.ArticlesAsync();
        Assert.Equal((PollOutcome.Parsed, Poisons + Sound, Poisons + Sound), (fetch.Outcome, fetch.EntriesNew, articles.Count));
        Assert.Equal(Sound, articles.Count(article => article.Title.StartsWith("Harbour report", StringComparison.Ordinal)));
        Assert.All(articles, article => Assert.InRange(article.Title.Length, 1, ShownText.CharactersMax));
        Assert.Contains("were too long and were cut", fetch.Note, StringComparison.Ordinal);
        Assert.Equal(FeedState.Healthy, (await world.FeedAsync(feed)).State);
        Assert.Equal(PollOutcome.SameBody, (await world.PollAsync(feed)).Outcome);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_poisoned_entry_is_kept_with_its_neighbours(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        var feeds = await AddPoisonedFeedsAsync(world);

        await world.Collect.RunAsync(CancellationToken.None);

        foreach (var feed in feeds)
        {
            var fetch = await world.LastFetchAsync(feed);
            Assert.Equal((PollOutcome.Parsed, 1 + Sound, 0), (fetch.Outcome, fetch.EntriesNew, fetch.EntriesRefused));
            Assert.Equal(FeedState.Healthy, (await world.FeedAsync(feed)).State);
        }

        Assert.Equal(Poisons * (1 + Sound), (await world.ArticlesAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_poisoned_entry_that_the_database_refuses_costs_no_neighbour_and_the_digest_for_admins_names_its_feed(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        await RefuseAsync(world, "NOT LIKE 'Harbour report%'");
        await SubscribeAdminAsync(world);
        var feeds = await AddPoisonedFeedsAsync(world);

        await world.Collect.RunAsync(CancellationToken.None);

        foreach (var feed in feeds)
        {
            var fetch = await world.LastFetchAsync(feed);
            Assert.Equal((PollOutcome.Parsed, 1 + Sound, 1), (fetch.Outcome, fetch.EntriesListed, fetch.EntriesRefused));
            var shown = await world.FeedAsync(feed);
            Assert.Equal((FeedState.Partial, 0), (shown.State, shown.FailuresInARow));
            Assert.Contains("1 of its entries cannot be kept and is set aside: ", shown.StateReason, StringComparison.Ordinal);
        }

        Assert.Equal(Poisons * Sound, (await world.ArticlesAsync()).Count);
        // Mails wrap their lines.
        var digest = string.Join(' ', (await NextDigestAsync(world)).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var number in Enumerable.Range(1, Poisons))
        {
            Assert.Contains($"p{number}.test/feed fails in part", digest, StringComparison.Ordinal);
        }

        Assert.Contains("no such title", digest, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_database_refuses_is_set_aside_with_the_reason_and_the_feed_says_so(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        await RefuseAsync(world);
        var listed = 10;
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Of(
            "", Enumerable.Range(1, listed).Select(number => Rss.Item(number).Replace("Harbour report 7", "Refused 7", StringComparison.Ordinal)
                .Replace("Harbour report 3", "Refused 3", StringComparison.Ordinal)))));
        var feed = await world.AddAsync(Harbour);

        var first = await world.PollAsync(feed);

        Assert.Equal((10, 2, 8), (first.EntriesListed, first.EntriesRefused, (await world.ArticlesAsync()).Count));
        Assert.Contains("2 of 10 entries are set aside: ", first.Note, StringComparison.Ordinal);
        var state = await world.FeedAsync(feed);
        Assert.Equal((FeedState.Partial, 0), (state.State, state.FailuresInARow));
        Assert.Contains("no such title", state.StateReason, StringComparison.Ordinal);
        await using (var db = world.Database.Contexts.CreateDbContext())
        {
            // The digest for admins asks so.
            Assert.Single(await db.Set<Feed>().InTroubleSince(PollingWorld.Monday.AddDays(-1), world.Clock.GetUtcNow()).ToListAsync());
        }

        listed = 11;
        var second = await world.PollAsync(feed);

        // What was set aside is not tried again while it stays as it is; its new neighbour is kept.
        Assert.Equal((1, 2, 9), (second.EntriesNew, second.EntriesRefused, (await world.ArticlesAsync()).Count));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_refused_entry_is_kept_once_its_outlet_has_mended_it(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        await RefuseAsync(world);
        var title = "Refused";
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Of("", Rss.Item(1), Rss.Item(2).Replace("Harbour report 2", title, StringComparison.Ordinal))));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        Assert.Equal(FeedState.Partial, (await world.FeedAsync(feed)).State);

        title = "Mended";
        await world.PollAsync(feed);

        Assert.Equal(["Harbour report 1", "Mended"], (await world.ArticlesAsync()).Select(article => article.Title).Order(StringComparer.Ordinal));
        Assert.Equal(FeedState.Healthy, (await world.FeedAsync(feed)).State);
    }

    /// <summary>Twelve feeds, each with five sound entries and one of the poisoned.</summary>
    private static async Task<List<int>> AddPoisonedFeedsAsync(PollingWorld world)
    {
        var feeds = new List<int>();
        foreach (var (index, poisoned) in Poisoned().Index())
        {
            var host = $"p{index + 1}.test";
            var sound = Enumerable.Range(1, Sound).Select(number => Rss.Item(number).Replace("harbour.test", host, StringComparison.Ordinal));
            world.Site.Serve($"{host}/feed", Manners.Plain(() => Rss.Of("", [poisoned, .. sound])));
            feeds.Add(await world.AddAsync($"{host}/feed"));
        }

        return feeds;
    }

    private static async Task SubscribeAdminAsync(PollingWorld world)
    {
        await using var db = world.Database.Contexts.CreateDbContext();
        var settings = new SubscriberSettings { TimeZone = "UTC", Digests = [new DigestSlot(new TimeOnly(9, 0), [])], FeedTroubles = true };
        await db.ApplyAsync([new SubscriberEntry("admin", "admin@example.org", settings)], world.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private static async Task<OutgoingMail> NextDigestAsync(PollingWorld world)
    {
        world.Clock.AdvanceTo(PollingWorld.Monday.AddHours(2));
        var delivery = new DeliveryOptions { From = "Monitor <monitor@example.org>" };
        await new NotifyRun(
            world.Database.Contexts, new ActorBook([], []), new AlertOptions(), delivery, world.Clock, NullLogger<NotifyRun>.Instance).RunAsync();
        await using var db = world.Database.Contexts.CreateDbContext();
        return (await db.Set<OutboxMessage>().SingleAsync()).Mail();
    }

    private static IEnumerable<string> Poisoned()
    {
        var random = new Random(3);
        string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));
        string Item(string name, string fields) => string.Create(CultureInfo.InvariantCulture, $"<item><guid>{name}</guid>{fields}</item>");
        yield return Item("p1", $"<title>Long address</title><link>http://harbour.test/{Letters(3_500)}</link>");
        yield return Item("p2", $"<title>Longer address</title><link>http://harbour.test/{Letters(60_000)}</link>");
        yield return Item("p3", $"<title>{Letters(1_000_000)}</title><link>http://harbour.test/p3</link>");
        yield return Item("p4", $"<title>Author</title><link>http://harbour.test/p4</link><author>{Letters(100_000)}</author>");
        yield return Item(Letters(100_000), "<title>Long id</title><link>http://harbour.test/p5</link>");
        yield return Item("p6", "<title>Null &#0;&#x0; and half &#xD83D; a sign</title><link>http://harbour.test/p6</link>");
        yield return Item("p7", "<title>First year</title><link>http://harbour.test/p7</link><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>");
        yield return Item("p8", "<title>Last year</title><link>http://harbour.test/p8</link><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate>");
        yield return $"<item xml:lang=\"{Letters(50_000)}\"><guid>p9</guid><title>Language</title><link>http://harbour.test/p9</link></item>";
        yield return Item("p10", "<title>Script</title><link>javascript:alert(1)</link>");
        yield return Item("p11", $"<title>Source - {Letters(2_000)}</title><link>http://harbour.test/p11</link><source url=\"{Letters(5_000)}\">{Letters(5_000)}</source>");
        yield return Item("p12", $"<title>&#x202E;{Letters(600)}&#x1F6A2;</title><link>http://user:secret@harbour.test:99999/p12</link>");
    }

    /// <summary>No known text is refused by both databases any more: a rule of the table's own refuses in its place.</summary>
    /// <param name="titles">Which titles the rule refuses, as a condition of SQL.</param>
    private static async Task RefuseAsync(PollingWorld world, string titles = "LIKE 'Refused%'")
    {
        await using var db = world.Database.Contexts.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(db is SqliteMonitorDbContext
            ? $"""
              CREATE TRIGGER refuse BEFORE INSERT ON "Articles" WHEN NEW."Title" {titles}
              BEGIN SELECT RAISE(ABORT, 'no such title'); END
              """
            : $"""
              CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN IF NEW."Title" {titles} THEN RAISE EXCEPTION 'no such title' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
              CREATE TRIGGER refuse BEFORE INSERT ON "Articles" FOR EACH ROW EXECUTE FUNCTION refuse();
              """);
    }
}
