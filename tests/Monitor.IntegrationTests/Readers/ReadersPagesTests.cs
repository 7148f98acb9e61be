using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Backtests;
using Monitor.IntegrationTests.Admin;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Readers;

/// <summary>Pages to read, and what readers say of what they read.</summary>
public sealed class ReadersPagesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Not_relevant_is_a_label_of_the_rule_and_an_analysts_word_goes_before_it(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        var article = await ArticleAsync(world);
        var path = ReadersWorld.PathOf((await world.LinksAsync()).NotRelevant("desk", article, "cyber-attack"));

        Assert.Contains("Is that wrong?", await world.Reader.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Empty(await LabelsAsync(world));
        Assert.Contains("Thank you", await world.PressAsync(path, "wrong"), StringComparison.Ordinal);
        await world.PressAsync(path, "wrong");
        await using var db = world.Host.Contexts.CreateDbContext();
        Assert.Equal(["reader:desk"], await db.Set<RuleLabel>().Select(label => label.Author).ToListAsync());
        Assert.Equal([false], (await LabelsAsync(world)).Values);

        await RuleLabels.SetAsync(db, "hacks", article, isRight: true, "ana", world.Host.Clock.GetUtcNow(), CancellationToken.None);
        await world.PressAsync(path, "right");
        await world.PressAsync(path, "wrong");
        Assert.Equal([true], (await LabelsAsync(world)).Values);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_story_is_read_by_its_link_and_a_report_of_another_event_is_taken_out(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        var story = (await StoryPagesTests.FillAsync(world.Host))[0];
        await using var db = world.Host.Contexts.CreateDbContext();
        var other = await db.Set<StoryArticle>().Where(placed => placed.StoryId == story).MaxAsync(placed => placed.ArticleId);
        var links = await world.LinksAsync();

        var page = await world.Reader.GetStringAsync(ReadersWorld.PathOf(links.Story("desk", story)));
        var path = ReadersWorld.PathOf(links.NotSameStory("desk", story, other));
        Assert.Contains(path[1..], page, StringComparison.Ordinal);
        Assert.Contains("Does it report something else?", await world.Reader.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Contains("Thank you", await world.PressAsync(path, "other"), StringComparison.Ordinal);
        await StoryPagesTests.GroupAsync(world.Host);

        Assert.NotEqual(story, (await db.Set<StoryArticle>().AsNoTracking().SingleAsync(placed => placed.ArticleId == other)).StoryId);
        Assert.All(await db.Set<StoryLabel>().ToListAsync(), label => Assert.Equal("reader:desk", label.Author));
        Assert.Contains("Nothing was changed", await world.PressAsync(path, "other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_analyst_put_together_no_reader_parts_and_a_stranger_has_no_say()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        var story = (await StoryPagesTests.FillAsync(world.Host))[0];
        await using var db = world.Host.Contexts.CreateDbContext();
        var groups = await db.Set<StoryArticle>().Where(placed => placed.StoryId == story).Select(placed => placed.CopyGroup).Distinct().OrderBy(id => id).ToListAsync();
        db.Add(new StoryLabel { FirstArticleId = groups[0], SecondArticleId = groups[^1], SameStory = true, Author = "ana", DecidedAt = world.Host.Clock.GetUtcNow() });
        var stranger = new Subscriber
        {
            Name = "reader-1",
            Address = "x@example.org",
            Settings = new(),
            CreatedAt = world.Host.Clock.GetUtcNow(),
            SignedUp = true,
        };
        db.Add(stranger);
        await db.SaveChangesAsync();
        var links = await world.LinksAsync();

        Assert.Contains(
            "an analyst has decided", await world.PressAsync(ReadersWorld.PathOf(links.NotSameStory("desk", story, groups[^1])), "other"), StringComparison.Ordinal);
        using var refused = await world.Reader.PostAsync(
            ReadersWorld.PathOf(links.NotSameStory("reader-1", story, groups[^1])), PagesHost.Form(("do", "other")));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.DoesNotContain("not-same-story", await world.Reader.GetStringAsync(ReadersWorld.PathOf(links.Story("reader-1", story))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_speak_the_readers_language()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        await world.Desk.StateAsync("US");
        var story = (await StoryPagesTests.FillAsync(world.Host))[0];
        await world.ChangeAsync("desk", desk => desk.Settings = desk.Settings with { Language = "de", TimeZone = "Europe/Berlin" });
        var links = await world.LinksAsync();

        var told = System.Net.WebUtility.HtmlDecode(await world.Reader.GetStringAsync(ReadersWorld.PathOf(links.Event("desk", 1))));
        var read = System.Net.WebUtility.HtmlDecode(await world.Reader.GetStringAsync(ReadersWorld.PathOf(links.Story("desk", story))));

        Assert.All((string[])["<html lang=\"de\">", "<h1>USA beschuldigen China: Cyberspionage</h1>", "amtlich · Cyberspionage · 1 eigenständiger Bericht · zuerst ",
            "<p>„US accuses China“</p>", "Dieses Ereignis stummschalten"], words => Assert.Contains(words, told, StringComparison.Ordinal));
        Assert.All((string[])["<html lang=\"de\">", "eigenständige Berichte", "Gehört nicht zu dieser Geschichte"],
            words => Assert.Contains(words, read, StringComparison.Ordinal));
        Assert.All((string[])["independent", " first ", "accuses China:"], words => Assert.DoesNotContain(words, told + read, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hundred_tampered_links_are_refused()
    {
        await using var world = await ReadersWorld.StartAsync(DatabaseKind.Sqlite);
        var links = await world.LinksAsync();
        string[] signed =
        [
            links.Event("desk", 1), links.Story("desk", 1), links.Digest("desk", new DateOnly(2026, 7, 1), "07:00"), links.Preferences("desk"),
            links.Leave("desk"), links.LeaveDigest("desk"), links.LeaveAlerts("desk"), links.NotRelevant("desk", 1, "cyber"), links.NotSameStory("desk", 1, 2),
            links.Confirm("desk", 1),
        ];
        var tampered = signed.Select(ReadersWorld.PathOf).SelectMany(path => Enumerable.Range(0, 20)
            .Select(i => path[..(path.Length - 21 + i)] + (path[path.Length - 21 + i] == 'A' ? 'B' : 'A') + path[(path.Length - 20 + i)..])).ToList();

        Assert.Equal(200, tampered.Distinct().Count());
        foreach (var path in tampered)
        {
            using var shown = await world.Reader.GetAsync(path);
            using var sent = await world.Reader.PostAsync(path, PagesHost.Form(("do", "leave"), ("List-Unsubscribe", "One-Click")));
            Assert.Equal((path, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (path, shown.StatusCode, sent.StatusCode));
        }

        Assert.False((await world.SubscriberAsync()).Left);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_links_of_who_was_removed_show_nothing_and_never_open_what_their_successor_gets(DatabaseKind kind)
    {
        await using var world = await ReadersWorld.StartAsync(kind);
        var links = await world.LinksAsync();
        string[] reading = [links.Event("desk", 1), links.Story("desk", 1), links.Digest("desk", new(2021, 7, 1), "07:00"), links.Preferences("desk")];
        await using (var db = world.Host.Contexts.CreateDbContext())
        {
            await db.RemoveAsync(await db.Set<Subscriber>().SingleAsync(), CancellationToken.None);
        }

        foreach (var link in reading)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(world, link));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, links.Leave("desk")));
        await world.ChangeAsync("desk", desk => desk.TakeInAgain("other@example.org", desk.Settings, world.Host.Clock.GetUtcNow()));
        Assert.Equal("desk.1", (await world.SubscriberAsync()).LinkName);
        foreach (var link in reading.Append(links.Leave("desk")))
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(world, link));
        }

        var confirm = ReadersWorld.LinkIn(Assert.Single(await world.MailsToAsync("other@example.org")), "confirm");
        Assert.Contains("What Monitor sends you", await world.PressAsync(confirm, "confirm"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(world, links.Preferences("desk.1")));
    }

    private static async Task<HttpStatusCode> StatusAsync(ReadersWorld world, string link)
    {
        using var answer = await world.Reader.GetAsync(ReadersWorld.PathOf(link));
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyDictionary<string, bool>> LabelsAsync(ReadersWorld world)
    {
        await using var db = world.Host.Contexts.CreateDbContext();
        return (await RuleLabels.OfRuleAsync(db, "hacks", CancellationToken.None)).Labels;
    }

    private static async Task<long> ArticleAsync(ReadersWorld world)
    {
        await using var db = world.Host.Contexts.CreateDbContext();
        var article = new Article { Outlet = "Meridian Wire", Title = "Life hacks", Text = "Peel an egg.", Url = "https://wire.example/egg", CollectedAt = world.Host.Clock.GetUtcNow() };
        article.DateAs(world.Host.Clock.GetUtcNow());
        ArticleFindings.Of(new ArticleTags([], [new TopicTag("cyber-attack", "hacks", 1, [new TextSpan(0, 4)])]), []).PutInto(article);
        db.Add(article);
        await db.SaveChangesAsync();
        return article.Id;
    }
}
