using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Articles;
using Monitor.Articles.Extraction;
using Monitor.Articles.Walls;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.IntegrationTests.Collecting;
using Monitor.Net.Robots;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Tagging;

namespace Monitor.IntegrationTests.Articles;

/// <summary>Outlets that show something else than their articles, from the feed to the story.</summary>
public sealed class WallsTests
{
    private const int ArticlesOfKind = 10;

    private static readonly string Root = FindRoot();

    // Who accuses whom in the summaries, and of an attack on what.
    private static readonly (string Accuser, string Accused, string Target)[] Charges =
    [
        ("Denmark", "Russia", "tide gauges of the Sound"), ("Japan", "North Korea", "exchange in Osaka"), ("Albania", "Iran", "border registers"), ("Canada", "China", "seed banks"),
        ("Estonia", "Belarus", "ferry bookings"), ("Norway", "Russia", "oil terminal at Mongstad"), ("Australia", "China", "parliament's mail"), ("Israel", "Iran", "water works of Haifa"),
        ("Poland", "Russia", "railway signals near Lublin"), ("South Korea", "North Korea", "satellite makers"),
    ];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_wall_leaves_title_summary_and_accusation(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        var walls = Walls(world.Site);
        foreach (var (host, answer) in walls)
        {
            await AddOutletAsync(world, host, Enumerable.Range(0, ArticlesOfKind).Select(Announced), answer);
        }

        await LiveAsync(world);

        var articles = await world.ArticlesAsync();
        Assert.Equal(walls.Count * ArticlesOfKind, articles.Count);
        Assert.All(articles, article => Assert.True(article.SummaryOnly, $"{article.Url}: {article.Text}"));
        Assert.All(articles, article => Assert.False(string.IsNullOrEmpty(article.ReadNote)));
        Assert.All(articles, article => Assert.StartsWith(Charges[NumberOf(article)].Accuser + " accused", article.Text, StringComparison.Ordinal));
        await using var db = world.Database.Contexts.CreateDbContext();
        var places = await db.Set<StoryArticle>().Include(place => place.Article).ToListAsync();
        Assert.Equal(articles.Count, places.Count);
        // Eight outlets tell the same ten things in the same words; no two different things are copies.
        Assert.All(
            places.GroupBy(place => place.CopyGroup), group => Assert.Single(group.Select(place => NumberOf(place.Article!)).Distinct()));
        var accused = await db.Set<Attribution>().Select(one => one.ArticleId).Distinct().CountAsync();
        Assert.Equal(articles.Count, accused);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Short_articles_with_other_headlines_than_their_entries_are_kept(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        var lines = File.ReadLines(Path.Combine(Root, "tests", "reading", "short-articles.jsonl")).Select(line => JsonSerializer.Deserialize<ShortArticle>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Equal(30, lines.Count);
        await AddOutletAsync(
            world, "shorts.test", lines.Select(line => (line.Title, line.Summary)),
            (context, number) => context.Response.WriteAsync(Page(lines[number].Headline, lines[number].Text)));

        await LiveAsync(world);

        var articles = await world.ArticlesAsync();
        Assert.All(articles, article => Assert.Equal((null, false, lines[NumberOf(article)].Text), (article.ReadNote, article.SummaryOnly, article.Text)));
        Assert.Equal(30, articles.Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_text_under_many_headlines_is_known_and_the_first_that_believed_it_is_read_again(DatabaseKind kind)
    {
        await using var world = await PollingWorld.CreateAsync(kind);
        const string circle =
            "This piece was written for the members of our circle. Eleven people live by it, with no help from town or county. Join for 990 a month and all back numbers are yours, and you may leave at any time. "
            + "Already a member? Go to your account and read on where you were.";
        string[] titles = ["Dock closes", "Tram opens", "Grain falls"];
        await AddOutletAsync(world, "circle.test", titles.Select(title => (title, "")), (context, number) => context.Response.WriteAsync(Page(titles[number], circle)));

        await LiveAsync(world);

        Assert.All(await world.ArticlesAsync(), article => Assert.Equal((true, ""), (article.SummaryOnly, article.Text)));
        await using var db = world.Database.Contexts.CreateDbContext();
        Assert.True((await db.Set<PageText>().SingleAsync()).IsRepeated);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_host_keeps_its_latest_texts_only(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var start = PollingWorld.Monday;
        await using var db = database.Contexts.CreateDbContext();
        for (var number = 0; number < PageText.OfHostMax + 20; number++)
        {
            db.Add(new Article { Outlet = "The Ellery Lamp", Title = $"Report {number}", CollectedAt = start, ReadDueAt = start });
        }

        await db.SaveChangesAsync();
        for (var number = 0; number < PageText.OfHostMax + 20; number++)
        {
            var article = await db.ClaimNextToReadAsync(start, TimeSpan.FromMinutes(5), CancellationToken.None);
            var reading = new ArticleReading(article!.Title, "", null, null, null, null, SummaryOnly: false, null) { Sight = new PageSight("lamp.test", number, number) };
            await db.CompleteReadAsync(article, reading, ArticleFindings.None.PutInto, start.AddSeconds(number), CancellationToken.None);
        }

        var kept = await db.Set<PageText>().Select(text => text.TextKey).ToListAsync();
        Assert.Equal(Enumerable.Range(20, PageText.OfHostMax).Select(number => (long)number), kept.Order());
    }

    private static (string Title, string Summary) Announced(int number)
    {
        var (accuser, accused, target) = Charges[number];
        return ($"{accuser} names {accused} over the {target}", $"{accuser} accused {accused} of the cyberattack on the {target}, the foreign ministry said on Monday.");
    }

    /// <summary>The eight kinds, by host: what each answers for an article's page.</summary>
    private static Dictionary<string, Func<HttpContext, int, Task>> Walls(LoopbackSite site)
    {
        site.Serve("consent.test/ask", context => context.Response.WriteAsync(Page("Before you continue", Consent)));
        site.Serve("login.test/login?next=1", context => context.Response.WriteAsync(Page("Sign in", SignIn)));
        site.Serve("home.test/", context => context.Response.WriteAsync(Page(
            "Home Lamp", string.Join("</p><p>", Charges.Select((_, number) => Announced(number)).Select(told => $"{told.Title}. {told.Summary}")))));
        return new()
        {
            ["cookies.test"] = (context, _) => context.Response.WriteAsync(Page("Read on with advertising", Consent)),
            ["other.test"] = (context, _) => Redirect(context, site.Url("consent.test/ask")),
            ["robots.test"] = (context, number) => context.Response.WriteAsync(Page("Are you a robot?", $"{Robot} Reference: {number}f{number * 7919}.")),
            ["login.test"] = (context, _) => Redirect(context, site.Url("login.test/login?next=1")),
            ["scripts.test"] = (context, _) => context.Response.WriteAsync(Page("The Script Lamp", Scripts)),
            ["region.test"] = (context, _) => context.Response.WriteAsync(Page("Unavailable for legal reasons", Region)),
            ["missing.test"] = (context, _) => context.Response.WriteAsync(Page("Sorry", Missing)),
            ["home.test"] = (context, _) => Redirect(context, site.Url("home.test/")),
        };

        static Task Redirect(HttpContext context, string address)
        {
            context.Response.Redirect(address);
            return Task.CompletedTask;
        }
    }

    private const string Consent =
        "We and our 871 partners store and read information on your device, such as identifiers and browsing data, to show advertising that fits you.</p><p>Some partners do not ask for your agreement and rely on a "
        + "legitimate interest. You can object at any time, or change your choices, by following the link at the foot of each page.";

    private const string Robot =
        "We have detected unusual activity from your computer network. To continue, please click the box below to let us know you are not a robot. Please make sure that your browser supports scripts and cookies and that "
        + "you are not blocking them from loading. For inquiries related to this message please contact our support team and give the number below.";

    private const string SignIn =
        "You have read your three free stories for this month. Take out a subscription today and enjoy all our reporting on every device, with no limits and with fewer pop-ups than before. Already a reader? Enter the address "
        + "and the password that you chose when you opened the account, and we will bring you back to the story you wanted to see.";

    private const string Scripts =
        "This site needs a modern browser with scripts turned on. Please turn scripts on in the settings of your browser, or take a newer browser, and load the page again to see what you came for. If you keep seeing this "
        + "notice, a blocker may be at work. Allow our address in the blocker, then load the page once more. Thank you for your patience.";

    private const string Region =
        "We recognise that you are trying to reach this website from a country of the European Economic Area, including the union, which enforces the general data protection rules, and therefore cannot grant you access at "
        + "this time. For any questions or problems, write to the desk of the paper or call the number that stands in the printed edition.";

    private const string Missing =
        "The page you asked for may have moved, or it may never have been here. Check the address for mistakes, go back to the first page, or use the search box at the top to look for the story by its words. If you think that "
        + "this is a fault of ours, write to the desk and tell us which link brought you here, so that we can put it right.";

    /// <summary>A feed at host/feed that lists the entries, whose pages the answer serves by number.</summary>
    private static async Task AddOutletAsync(PollingWorld world, string host, IEnumerable<(string Title, string Summary)> entries, Func<HttpContext, int, Task> answer)
    {
        var items = entries.Select((entry, number) =>
        {
            world.Site.Serve($"{host}/a/{number}", context =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                return answer(context, number);
            });
            var description = entry.Summary.Length > 0 ? $"<description>{entry.Summary}</description>" : "";
            return $"<item><title>{entry.Title}</title><link>{world.Site.Url($"{host}/a/{number}")}</link>{description}<guid isPermaLink=\"false\">{host}-{number}</guid></item>";
        }).ToList();
        world.Site.Serve($"{host}/feed", context =>
        {
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            return context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>{host}</title><link>{world.Site.Url($"{host}/")}</link>{string.Concat(items)}</channel></rss>");
        });
        await world.AddAsync($"{host}/feed");
    }

    /// <summary>Collect, Read until nothing is pending, Group; the clock moves on by itself where hosts make it wait.</summary>
    private static async Task LiveAsync(PollingWorld world)
    {
        await world.Collect.RunAsync(CancellationToken.None);
        var tagger = Tagger.Load(Path.Combine(Root, "config"));
        var detector = AttributionDetector.Load(Path.Combine(Root, "config"), tagger.Actors);
        using var taggers = new CurrentTagger(() => tagger);
        var read = new ReadRun(
            world.Database.Contexts, new ArticlePages(world.Http, new RobotsRules(world.Http, world.Clock)), new TextExtractor(), taggers, (_, _, _) => Task.FromResult<StatementFinder>(detector.ReadArticle),
            new ReadOptions(), world.Clock, NullLogger<ReadRun>.Instance);
        for (var round = 0; round < 30 && (await world.ArticlesAsync()).Any(article => article.ReadAt is null); round++)
        {
            var run = read.RunAsync();
            while (!run.IsCompleted)
            {
                // Slow enough that no page runs into the fetcher's time limit, which this clock measures too.
                await Task.WhenAny(run, Task.Delay(80));
                world.Clock.Advance(run.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
            }

            await run;
            world.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        using var group = new GroupRun(world.Database.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), world.Clock, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
    }

    private static int NumberOf(Article article) => int.Parse(article.Url![(article.Url!.LastIndexOf('/') + 1)..], null);

    private static string Page(string headline, string text) =>
        $"<html><head><title>{headline}</title></head><body><nav><a href=\"/\">Home</a></nav><main><h1>{headline}</h1><p>{text}</p></main></body></html>";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("no Monitor.sln above the tests");
    }

    private sealed record ShortArticle(string Title, string Summary, string Headline, string Text);
}
