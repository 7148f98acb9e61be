using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.IntegrationTests.Admin;
using Monitor.IntegrationTests.Stories;
using Monitor.Listings;
using Monitor.Pipeline;
using Monitor.Search;
using Monitor.Stories;

namespace Monitor.IntegrationTests.Search;

/// <summary>Lists in the pages: each row once over all their pages, filters, counts, refusals, and searches that are kept.</summary>
public sealed partial class ListPagesTests
{
    private const int StoriesMade = 18;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Lists_are_paged_filtered_and_searched(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        await FillAsync(host);
        using var reader = await host.SignedInAsync();

        await EachStoryStandsOnceAsync(host);
        await PagesHoldEachRowOnceAsync(reader);
        await FiltersNarrowAsync(reader);
        await NonsenseIsRefusedAsync(reader);
        await ASearchIsKeptAsync(host, reader);
    }

    private static async Task EachStoryStandsOnceAsync(PagesHost host)
    {
        var search = host.App.Services.GetRequiredService<StorySearch>();
        await using var db = host.Contexts.CreateDbContext();
        foreach (var words in new[] { null, "cracks", "closed OR council", "\"night watchman\"" })
        {
            var found = new List<long>();
            var query = new ListQuery { Words = words, Size = 5 };
            do
            {
                var page = (await search.PageAsync(db, query, CancellationToken.None)).Parts.Page!;
                found.AddRange(page.Items.Select(row => row.Story.Id));
                query = query with { Cursor = page.Next };
            }
            while (query.Cursor is not null);

            Assert.Equal(StoriesMade, found.Count);
            Assert.Equal(StoriesMade, found.Distinct().Count());
        }
    }

    private static async Task PagesHoldEachRowOnceAsync(HttpClient reader)
    {
        Assert.Equal(StoriesMade, (await AllAsync(reader, "/stories", "/stories/")).Count);
        Assert.Equal(StoriesMade * 3, (await AllAsync(reader, "/articles", "/articles/")).Count);
        Assert.Equal(StoriesMade * 2, (await AllAsync(reader, "/articles?copies=no", "/articles/")).Count);
        Assert.Equal(250, (await AllAsync(reader, "/mails", "Message ")).Count);
        Assert.Equal(120, (await AllAsync(reader, "/mails?state=parked", "Message ")).Count);
        Assert.Equal(130, (await AllAsync(reader, "/feeds", "/feeds/")).Count);
        Assert.Contains("250", await reader.GetStringAsync("/mails"), StringComparison.Ordinal);
    }

    private static async Task FiltersNarrowAsync(HttpClient reader)
    {
        Assert.Equal(StoriesMade, (await AllAsync(reader, "/articles?outlet=outlet2.example", "/articles/")).Count);
        Assert.Empty(await AllAsync(reader, "/articles?lang=de", "/articles/"));
        Assert.Single(await AllAsync(reader, "/search?q=Quillport+title%3Awithout", "/articles/"));
        Assert.Single(await AllAsync(reader, "/search?in=stories&q=Quillport", "/stories/"));
        Assert.Equal(3, (await AllAsync(reader, "/search?q=Quillport&by=fit", "/articles/")).Count);
        var found = await reader.GetStringAsync("/search?q=Quillport");
        Assert.Contains("<mark>Quillport</mark>", found, StringComparison.Ordinal);
        var day = await reader.GetStringAsync("/articles?from=2031-03-04&until=2031-03-04");
        Assert.Equal(10, ArticleLinks().Matches(day).Select(link => link.Value).Distinct().Count());
        // Nothing but the one page is needed: its only script is that of the keys.
        Assert.Equal(["monitor.js"], Scripts().Matches(found).Select(script => script.Groups[1].Value));
    }

    private static async Task NonsenseIsRefusedAsync(HttpClient reader)
    {
        var cursor = CursorOf().Match(await reader.GetStringAsync("/articles")).Groups[1].Value;
        Assert.NotEmpty(cursor);
        foreach (var (address, sentence) in new[]
        {
            ($"/articles?cursor={cursor}x", "begin at the first page"),
            ($"/articles?copies=no&cursor={cursor}", "begin at the first page"),
            ($"/stories?cursor={cursor}", "begin at the first page"),
            ("/mails?cursor=AAAA", "begin at the first page"),
            ("/feeds?cursor=..%2F..", "begin at the first page"),
            ($"/search?q={new string('a', 10_000)}", "A search has at most 4,000 characters; this one has 10,000"),
            ($"/search?q={string.Join("+OR+", Enumerable.Range(0, 400).Select(i => $"a{i % 10}"))}", "A search has at most 300 words and operators"),
            ("/search?q=%22open", "the quotation that begins here does not end"),
            ("/articles?from=soon", "is no day such as"),
            ("/articles?from=2031-03-04&until=2030-01-01", "ends before it begins"),
            ("/articles?strength=7", "The strength is none"),
            ("/search?q=<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        })
        {
            using var answer = await reader.GetAsync(new Uri(address, UriKind.Relative));
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.IsSuccessStatusCode, address);
            Assert.True(page.Contains(WebUtility.HtmlDecode(sentence), StringComparison.Ordinal), $"{address}: {page[..Math.Min(page.Length, 3000)]}");
        }

        Assert.DoesNotContain("<script>", await reader.GetStringAsync("/search?q=<script>alert(1)</script>"), StringComparison.Ordinal);
    }

    private static async Task ASearchIsKeptAsync(PagesHost host, HttpClient reader)
    {
        const string page = "/search?q=cracks+topic%3Ahacking&lang=en";
        using var saved = await PagesHost.PostAsync(reader, page, "save", ("name", "Cracks <b>"));
        Assert.EndsWith("/searches", saved.Headers.Location?.ToString(), StringComparison.Ordinal);
        using var again = await PagesHost.PostAsync(reader, page, "save", ("name", "Cracks <b>"));
        Assert.EndsWith("/searches", again.Headers.Location?.ToString(), StringComparison.Ordinal);
        using var nameless = await PagesHost.PostAsync(reader, page, "save", ("name", " "));
        Assert.Contains("A name has 1 to 80 characters", await nameless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = host.Contexts.CreateDbContext();
        var kept = Assert.Single(await db.Set<SavedSearch>().ToListAsync());
        Assert.Equal(("Cracks <b>", "cracks topic:hacking", "en", PagesHost.Name), (kept.Name, kept.Words, kept.Filter.Language, kept.Author));
        Assert.NotEqual(Guid.Empty, kept.PublicId);
        Assert.Equal(["hacking"], kept.Topics);

        var list = await reader.GetStringAsync("/searches");
        Assert.Contains("Cracks &lt;b&gt;", list, StringComparison.Ordinal);
        var drafted = WebUtility.HtmlDecode(await reader.GetStringAsync("/new-rule?when=cracks+topic%3Ahacking"));
        Assert.Contains("cracks AND #hacking", drafted, StringComparison.Ordinal);
        Assert.Contains("Cracks &lt;b&gt;", await reader.GetStringAsync("/articles"), StringComparison.Ordinal);
        using var removed = await PagesHost.PostAsync(reader, "/searches", $"remove-{kept.Id}");
        Assert.EndsWith("/searches", removed.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Empty(await db.Set<SavedSearch>().AsNoTracking().ToListAsync());
    }

    /// <summary>What all pages of a list hold: the addresses, or words, that begin so; none stands on two pages.</summary>
    private static async Task<List<string>> AllAsync(HttpClient reader, string address, string beginning)
    {
        var all = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = await reader.GetStringAsync(next);
            var rows = Regex.Matches(page, Regex.Escape(beginning) + "[0-9]+").Select(match => match.Value).Distinct().ToList();
            Assert.Empty(all.Intersect(rows));
            all.AddRange(rows);
            next = NextOf().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        return all;
    }

    private static async Task FillAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        db.AddRange(Some.Articles(StoriesMade));
        var outlet = new Outlet { Name = "The Quay" };
        db.AddRange(Enumerable.Range(1, 130).Select(i => Feed.Of(new Uri($"https://feeds.example/{i}"), $"Feed {i}", outlet, host.Clock.GetUtcNow())));
        db.AddRange(Enumerable.Range(1, 250).Select(i =>
        {
            var message = OutboxMessage.Of(
                "mail", "example.org", $"key-{i}", "text", i % 3 == 0 ? "ana" : "ben", $"Message {i}", host.Clock.GetUtcNow(), urgent: false);
            message.State = i <= 120 ? OutboxState.Parked : OutboxState.Sent;
            return message;
        }));
        await db.SaveChangesAsync();
        using var group = new GroupRun(
            host.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), TimeProvider.System, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
        Assert.Equal(0, await ArticleSearch.WaitingAsync(db, CancellationToken.None));
    }

    [GeneratedRegex("href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex NextOf();

    [GeneratedRegex("cursor=([^\"&]+)\"")]
    private static partial Regex CursorOf();

    [GeneratedRegex("<script[^>]*src=\"/([^\"]+)\"|<script")]
    private static partial Regex Scripts();

    [GeneratedRegex("/articles/[0-9]+")]
    private static partial Regex ArticleLinks();
}
