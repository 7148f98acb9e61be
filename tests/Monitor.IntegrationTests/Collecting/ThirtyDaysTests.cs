using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Monitor.Feeds;
using Monitor.Feeds.Polling;

namespace Monitor.IntegrationTests.Collecting;

/// <summary>
/// Thirty simulated days of 100 feeds on 40 hosts with every misbehaviour: the schedule, the fetcher and the database are the real ones, the
/// publishers share their clock. Prints the etiquette report and holds that nothing was lost, repeated, or asked for too early.
/// </summary>
public sealed class ThirtyDaysTests(ITestOutputHelper output)
{
    private const int Feeds = 100;
    private const int Hosts = 40;

    // One run for all that became due within it.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task A_hundred_feeds_are_read_for_a_month_without_a_rude_request_or_a_lost_entry()
    {
        await using var world = await PollingWorld.CreateAsync(fetchesAtOnce: 1);
        var publishers = Enumerable.Range(0, Feeds).Select(number => new Publisher(number, $"site{number % Hosts}.test/{number}", world)).ToList();
        foreach (var publisher in publishers)
        {
            world.Site.Serve(publisher.Address, publisher.AnswerAsync);
            world.Site.Serve(publisher.Address + "/moved", publisher.AnswerWithDocumentAsync);
            publisher.FeedId = await world.AddAsync(publisher.Address);
        }

        await world.LiveAsync(TimeSpan.FromDays(30), Step);

        var total = Etiquette.None;
        foreach (var (_, exchanges) in world.Site.Exchanges)
        {
            total += Etiquette.Of(exchanges);
        }

        var tooClose = TooCloseAtOneHost(world);
        foreach (var line in total.Lines().Append($"closer than 1 s at one host {tooClose}"))
        {
            output.WriteLine(line);
        }

        Assert.Equal((0, 0, 0), (total.TooEarlyByMaxAge, total.TooEarlyByRetryAfter, tooClose));
        Assert.True(total.EarliestRepeat >= PollSchedule.IntervalMin - TimeSpan.FromSeconds(1), $"{total.EarliestRepeat}");
        await AssertNothingLostOrRepeatedAsync(world, publishers);
        await AssertStatesAsync(world, publishers);
    }

    private static int TooCloseAtOneHost(PollingWorld world) => world.Turns
        .GroupBy(turn => turn.Host)
        .Sum(host => host.Zip(host.Skip(1)).Count(pair => pair.Second.LeasedUntil - pair.First.LeasedUntil < TimeSpan.FromSeconds(1)));

    private async Task AssertNothingLostOrRepeatedAsync(PollingWorld world, List<Publisher> publishers)
    {
        var articles = (await world.ArticlesAsync()).Select(article => article.Url!).ToList();
        var shown = publishers.SelectMany(publisher => publisher.Shown).ToHashSet();
        output.WriteLine($"entries shown to us         {shown.Count}");
        output.WriteLine($"articles                    {articles.Count}");

        Assert.Empty(shown.Except(articles));
        Assert.Equal(articles.Count, articles.Distinct().Count());
        Assert.Empty(articles.Except(shown));
    }

    private async Task AssertStatesAsync(PollingWorld world, List<Publisher> publishers)
    {
        await using var db = world.Database.Contexts.CreateDbContext();
        var feeds = (await db.Set<Feed>().AsNoTracking().ToListAsync()).ToDictionary(feed => feed.Id);
        output.WriteLine(
            "feeds                       " + string.Join(", ", feeds.Values.CountBy(feed => feed.State).Select(pair => $"{pair.Value} {pair.Key}")));
        foreach (var publisher in publishers)
        {
            var feed = feeds[publisher.FeedId];
            var requests = world.Site.RequestsFor(publisher.Address);
            switch (publisher.Manner)
            {
                case Manner.GoneOnDayTen:
                    Assert.Equal((FeedState.Gone, null), (feed.State, feed.NextPollAt));
                    break;
                case Manner.NotFound:
                    Assert.Equal(FeedState.Failing, feed.State);
                    Assert.InRange(requests.Count, 28, 45);
                    break;
                case Manner.Forbidden:
                    Assert.Equal(FeedState.Blocked, feed.State);
                    break;
                case Manner.MovedOnDayThree:
                    Assert.EndsWith("/moved", feed.Url, StringComparison.Ordinal);
                    break;
                case Manner.MovedForNow:
                    Assert.False(feed.Url.EndsWith("/moved", StringComparison.Ordinal));
                    break;
                case Manner.LyingValidators:
                    Assert.True(feed.ValidatorsLie);
                    break;
                default:
                    Assert.True(feed.NextPollAt > world.Clock.GetUtcNow() - Step - Step, $"{publisher.Manner}: next poll {feed.NextPollAt}");
                    break;
            }
        }
    }

    private enum Manner
    {
        Honest,
        HonestAndQuiet,
        NoValidators,
        MaxAge,
        TimeToLive,
        LyingValidators,
        NotFound,
        FailingNowAndThen,
        SlowDown,
        GoneOnDayTen,
        MovedOnDayThree,
        MovedForNow,
        Hanging,
        BrokenForTwoDays,
        ConsentPage,
        EmptyNowAndThen,
        OneIdForAll,
        WildDatesAndOrder,
        Forbidden,
        Maintenance,
    }

    /// <summary>One feed of one outlet: it publishes at its own pace, lists its latest ten entries and answers in its own manner.</summary>
    private sealed class Publisher(int number, string address, PollingWorld world)
    {
        private const int Listed = 10;

        private readonly TimeSpan _pace = TimeSpan.FromHours((Manner)(number % 20) switch
        {
            Manner.HonestAndQuiet => 24 * 12,
            // Doubted only because it used to publish.
            Manner.LyingValidators => 12,
            _ => 20 + (number % 7 * 24),
        });

        public string Address { get; } = address;

        public Manner Manner { get; } = (Manner)(number % 20);

        public int FeedId { get; set; }

        /// <summary>The addresses of all entries that were sent in a complete document.</summary>
        public HashSet<string> Shown { get; } = [];

        private double Day => (world.Clock.GetUtcNow() - PollingWorld.Monday).TotalDays;

        private int Newest => Listed + (int)((world.Clock.GetUtcNow() - PollingWorld.Monday) / _pace);

        public Task AnswerAsync(HttpContext context)
        {
            var response = context.Response;
            switch (Manner)
            {
                case Manner.MaxAge:
                    response.Headers.CacheControl = $"public, max-age={3600 * (2 + (number % 5 * 5))}";
                    return AnswerWithDocumentAsync(context);
                case Manner.LyingValidators when Day > 4 && context.Request.Headers.IfNoneMatch.Count > 0:
                    return Answer(context, 304);
                case Manner.NotFound:
                    return Answer(context, 404);
                case Manner.Forbidden:
                    return Answer(context, 403);
                case Manner.FailingNowAndThen when (int)(Day * 3) % 3 == 1:
                    return Answer(context, 500);
                case Manner.SlowDown when (int)(Day * 2) % 7 == 3:
                    return Answer(context, 429, "36000");
                case Manner.Maintenance when (int)Day % 6 == 2:
                    return Answer(context, 503, world.Clock.GetUtcNow().AddHours(20).ToString("r", CultureInfo.InvariantCulture));
                case Manner.GoneOnDayTen when Day > 10:
                    return Answer(context, 410);
                case Manner.MovedOnDayThree when Day > 3:
                    response.Headers.Location = context.Request.Path + "/moved";
                    return Answer(context, 301);
                case Manner.MovedForNow:
                    response.Headers.Location = context.Request.Path + "/moved";
                    return Answer(context, 302);
                case Manner.Hanging when (int)Day % 5 == 1:
                    world.Clock.Advance(TimeSpan.FromSeconds(31));
                    return Task.Delay(Timeout.Infinite, context.RequestAborted);
                case Manner.BrokenForTwoDays when Day is > 12 and < 14:
                    context.Abort();
                    return Task.CompletedTask;
                case Manner.ConsentPage when Day is > 8 and < 12:
                    return response.WriteAsync("<!DOCTYPE html><html><body><p>We value your privacy.</p></body></html>");
                case Manner.EmptyNowAndThen when (int)(Day * 4) % 5 == 1:
                    return Task.CompletedTask;
                default:
                    return AnswerWithDocumentAsync(context);
            }
        }

        public Task AnswerWithDocumentAsync(HttpContext context)
        {
            var newest = Newest;
            var document = Document(newest);
            var numbers = Enumerable.Range(newest - Listed + 1, Listed);
            var answer = Manner switch
            {
                Manner.NoValidators => Manners.Plain(() => document),
                Manner.LyingValidators => Manners.Plain(() => document, Manners.With("ETag", "\"never changes\"")),
                _ => Manners.Honest(() => document),
            };
            return AnswerAndNoteAsync();

            async Task AnswerAndNoteAsync()
            {
                await answer(context);
                if (context.Response.StatusCode == 200)
                {
                    Shown.UnionWith(numbers.Select(Link));
                }
            }
        }

        private static Task Answer(HttpContext context, int status, string? retryAfter = null)
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            return Task.CompletedTask;
        }

        private string Link(int entry) => $"http://outlet{number}.test/news/{entry}";

        private string Document(int newest)
        {
            var items = new StringBuilder();
            foreach (var entry in Enumerable.Range(newest - Listed + 1, Listed).OrderBy(entry => Manner is Manner.WildDatesAndOrder ? entry * 7 % 11 : -entry))
            {
                var id = Manner is Manner.OneIdForAll ? $"http://outlet{number}.test/" : $"outlet{number}-{entry}";
                var date = Manner is Manner.WildDatesAndOrder
                    ? (entry % 3) switch { 0 => "<pubDate>Mon, 01 Jan 2096 00:00:00 GMT</pubDate>", 1 => "<pubDate>soon</pubDate>", _ => "" }
                    : "";
                items.Append(CultureInfo.InvariantCulture,
                    $"<item><guid>{id}</guid><link>{Link(entry)}</link><title>Report {entry} of outlet {number}</title>{date}</item>");
            }

            return Rss.Of(Manner is Manner.TimeToLive ? "<ttl>360</ttl>" : "", items.ToString());
        }
    }
}
