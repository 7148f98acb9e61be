using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Feeds;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>The polling rules 12 to 14 (docs/polling.md): what counts as unchanged and as new, and what is remembered.</summary>
public sealed class KeepingRulesTests
{
    private const string Harbour = "harbour.test/feed";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    // --- 12: unchanged, and four states that look alike --------------------------------------------------------------------------------

    [Fact]
    public async Task The_same_bytes_are_unchanged_even_without_validators()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);

        Assert.Equal(PollOutcome.Parsed, (await world.PollAsync(feed)).Outcome);
        Assert.Equal(PollOutcome.SameBody, (await world.PollAsync(feed)).Outcome);
    }

    [Fact]
    public async Task The_same_broken_bytes_are_broken_each_time()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Honest(() => "<html><body>Please sign in.</body></html>"));
        var feed = await world.AddAsync(Harbour);

        for (var poll = 0; poll < 3; poll++)
        {
            Assert.Equal(PollOutcome.HtmlPage, (await world.PollAsync(feed)).Outcome);
        }

        // What was no feed gave no validators either: a 304 on it would hide the fault for good.
        Assert.All(world.Site.Requests, request => Assert.False(request.IsConditional));
    }

    [Fact]
    public async Task Empty_answer_HTML_page_feed_without_entries_and_304_after_a_failure_are_four_things()
    {
        await using var world = await PollingWorld.CreateAsync();
        var feed = await world.AddAsync(Harbour);
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        await world.PollAsync(feed);

        world.Site.Serve(Harbour, Manners.Plain(() => " \n"));
        Assert.Equal(PollOutcome.EmptyAnswer, (await world.PollAsync(feed)).Outcome);
        Assert.Equal(FeedState.Failing, (await world.FeedAsync(feed)).State);

        world.Site.Serve(Harbour, Manners.Plain(() => "<!DOCTYPE html><html><body>Consent</body></html>"));
        Assert.Equal(PollOutcome.HtmlPage, (await world.PollAsync(feed)).Outcome);

        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        var back = await world.PollAsync(feed);
        Assert.Equal((PollOutcome.NotModified, "back, unchanged, after 2 failed polls"), (back.Outcome, back.Note));
        Assert.Equal(FeedState.Healthy, (await world.FeedAsync(feed)).State);

        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Of("")));
        Assert.Equal(PollOutcome.NoEntries, (await world.PollAsync(feed)).Outcome);
        Assert.Equal((FeedState.Silent, "the feed lists no entries"), ((await world.FeedAsync(feed)).State, (await world.FeedAsync(feed)).StateReason));
    }

    [Fact]
    public async Task A_304_that_nobody_asked_for_is_a_fault_of_the_server()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(304));
        var feed = await world.AddAsync(Harbour);

        Assert.Equal(PollOutcome.ServerError, (await world.PollAsync(feed)).Outcome);
    }

    // --- 13: what is new ----------------------------------------------------------------------------------------------------------------

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_entry_becomes_one_article_whatever_the_feed_does_with_its_list(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        var document = Rss.Listing(3, 3);
        world.Site.Serve(Harbour, Manners.Honest(() => document));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        foreach (var next in new[]
        {
            Rss.Of("", Rss.Item(1), Rss.Item(3), Rss.Item(2)),
            Rss.Of("", Rss.Item(4), Rss.Item(4), Rss.Item(3)),
            Rss.Listing(4, 4, published: PollingWorld.Monday.AddYears(30)),
            Rss.Listing(4, 1, published: PollingWorld.Monday.AddYears(-30)),
            Rss.Listing(5, 5),
        })
        {
            document = next;
            await world.PollAsync(feed);
        }

        Assert.Equal(["1", "2", "3", "4", "5"], (await world.ArticlesAsync()).Select(article => article.Title.Split(' ')[^1]).Order());
        Assert.Equal([3, 0, 1, 0, 0, 1], (await world.HistoryAsync(feed)).Select(fetch => fetch.EntriesNew));
    }

    [Fact]
    public async Task Entries_without_id_are_known_by_link_and_without_link_by_what_they_say()
    {
        await using var world = await PollingWorld.CreateAsync();
        var document = Rss.Of(
            "", "<item><link>http://harbour.test/a</link><title>One</title></item>", "<item><title>Two</title><description>No link.</description></item>");
        world.Site.Serve(Harbour, Manners.Honest(() => document));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        document = Rss.Of(
            "", "<item><link>http://harbour.test/a</link><title>One, corrected</title></item>",
            "<item><title>Two</title><description>No link.</description></item>",
            "<item><title>Two</title><description>Other words.</description></item>");

        Assert.Equal(1, (await world.PollAsync(feed)).EntriesNew);
    }

    [Fact]
    public async Task A_feed_that_gives_all_its_entries_the_same_id_loses_nothing_and_repeats_nothing()
    {
        await using var world = await PollingWorld.CreateAsync();
        static string Item(int number) =>
            $"<item><guid>http://harbour.test/</guid><link>http://harbour.test/{number}</link><title>Report {number}</title></item>";
        var document = Rss.Of("", Item(3), Item(2), Item(1));
        world.Site.Serve(Harbour, Manners.Honest(() => document));
        var feed = await world.AddAsync(Harbour);
        Assert.Equal(3, (await world.PollAsync(feed)).EntriesNew);

        document = Rss.Of("", Item(5), Item(4), Item(3), Item(2));
        Assert.Equal(2, (await world.PollAsync(feed)).EntriesNew);
        document = Rss.Of("", Item(5));
        Assert.Equal(0, (await world.PollAsync(feed)).EntriesNew);
        document = Rss.Of("", Item(6));
        Assert.Equal(1, (await world.PollAsync(feed)).EntriesNew);
        Assert.Equal(6, (await world.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task A_deleted_article_leaves_a_tombstone_and_does_not_come_back()
    {
        await using var world = await PollingWorld.CreateAsync();
        var document = Rss.Listing(3, 3);
        world.Site.Serve(Harbour, Manners.Plain(() => document));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        await using (var db = world.Database.Contexts.CreateDbContext())
        {
            await db.Set<ArticleListing>().ExecuteDeleteAsync();
            await db.Set<Article>().ExecuteDeleteAsync();
        }

        document = Rss.Listing(4, 4);
        await world.PollAsync(feed);

        Assert.Equal("Harbour report 4", (await world.ArticlesAsync()).Single().Title);
    }

    [Fact]
    public async Task What_a_feed_still_lists_is_never_forgotten()
    {
        await using var world = await PollingWorld.CreateAsync();
        var newest = 3;
        world.Site.Serve(Harbour, Manners.Plain(() => Rss.Of("", Rss.Item(newest), Rss.Item(1))));
        var feed = await world.AddAsync(Harbour);
        for (var day = 0; day < 300; day++)
        {
            await world.PollAsync(feed);
            newest++;
            await world.ChangeAsync(feed, changed => changed.NextPollAt = world.Clock.GetUtcNow().AddDays(1));
        }

        await using var db = world.Database.Contexts.CreateDbContext();
        Assert.Single(await world.ArticlesAsync(), article => article.Title == "Harbour report 1");
        Assert.InRange(await db.Set<SeenEntry>().CountAsync(), 180, 240);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_past_is_not_news(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        var document = Rss.Listing(2, 2);
        world.Site.Serve(Harbour, Manners.Honest(() => document));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);
        document = Rss.Of("", Rss.Item(4, world.Clock.GetUtcNow()), Rss.Item(3, world.Clock.GetUtcNow().AddDays(-3)));
        await world.PollAsync(feed);

        Assert.Equal(["Harbour report 4"], (await world.ArticlesAsync()).Where(article => !article.Past).Select(article => article.Title));
        Assert.Equal(4, (await world.ArticlesAsync()).Count);
    }

    // --- 14: history and health ------------------------------------------------------------------------------------------------------------

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_last_30_fetches_are_kept_with_the_reason_for_the_next_time(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3, 3)));
        var feed = await world.AddAsync(Harbour);
        for (var poll = 0; poll < 35; poll++)
        {
            await world.PollAsync(feed);
        }

        var history = await world.HistoryAsync(feed);
        Assert.Equal(Enumerable.Range(6, 30), history.Select(fetch => fetch.Number));
        Assert.All(history, fetch => Assert.Equal((304, 0L, 0), (fetch.Status, fetch.BytesReceived, fetch.EntriesNew)));
        Assert.All(history, fetch => Assert.StartsWith("its usual interval", fetch.NextPollReason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silence_is_measured_against_the_feeds_own_habit()
    {
        await using var world = await PollingWorld.CreateAsync();
        var begin = world.Clock.GetUtcNow();
        world.Site.Serve(Harbour, Manners.Honest(() => Rss.Listing(3 + (int)Math.Min((world.Clock.GetUtcNow() - begin).TotalDays * 4, 40), 5)));
        world.Site.Serve("coast.test/feed", Manners.Honest(() => Rss.Listing(3 + ((int)(world.Clock.GetUtcNow() - begin).TotalDays / 7), 5)));
        var daily = await world.AddAsync(Harbour);
        var weekly = await world.AddAsync("coast.test/feed");

        await world.LiveAsync(TimeSpan.FromDays(24));

        var silent = await world.FeedAsync(daily);
        Assert.Equal(FeedState.Silent, silent.State);
        Assert.Contains("while something came every", silent.StateReason, StringComparison.Ordinal);
        Assert.InRange(silent.StateChangedAt - begin, TimeSpan.FromDays(12.5), TimeSpan.FromDays(15));
        Assert.Equal(FeedState.Healthy, (await world.FeedAsync(weekly)).State);
    }

    [Fact]
    public async Task A_refusal_is_called_blocked_with_the_reason()
    {
        await using var world = await PollingWorld.CreateAsync();
        world.Site.Serve(Harbour, Manners.Status(403));
        var feed = await world.AddAsync(Harbour);
        await world.PollAsync(feed);

        var blocked = await world.FeedAsync(feed);
        Assert.Equal(FeedState.Blocked, blocked.State);
        Assert.Equal("the server refuses us (status 403), since 23 November 2026 08:00 UTC", blocked.StateReason);
    }
}
