using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Search;

namespace Monitor.IntegrationTests.Admin;

/// <summary>What analysts do with attributions in the pages and through the API.</summary>
public sealed class AttributionPagesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_rejection_in_the_page_is_corrected_once_and_can_be_taken_back(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        Assert.Single(await desk.NotifyAsync());
        await using var db = host.Contexts.CreateDbContext();
        var said = await db.Set<Attribution>().SingleAsync();
        var page = $"/attributions/{said.EventId}";

        using var stranger = host.Reader();
        var judge = $"{page}/judge/{said.Id}";
        Assert.DoesNotContain(">Reject<", await stranger.GetStringAsync(judge), StringComparison.Ordinal);
        using var reader = await host.SignedInAsync();
        using var rejected = await PagesHost.PostAsync(reader, judge, "judge", ("verdict", "reject"));
        Assert.Equal(HttpStatusCode.Redirect, rejected.StatusCode);
        Assert.Contains("1 fact withdrawn", await reader.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("1 fact withdrawn", await reader.GetStringAsync(page), StringComparison.Ordinal);

        var mails = await desk.NotifyAsync();
        Assert.Equal(
            ["US accuses China: cyberespionage (official, 1 report)", "Correction: US on China, cyberespionage"],
            mails.Select(mail => mail.Subject));
        Assert.Contains($"rejected by {PagesHost.Name}", await reader.GetStringAsync(page), StringComparison.Ordinal);

        using var back = await PagesHost.PostAsync(reader, judge, "judge", ("verdict", "reinstate"));
        Assert.Contains("It counts again.", await reader.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(said.EventId, (await db.StandingEvents().AsNoTracking().SingleAsync()).Id);
        Assert.Equal(2, (await desk.NotifyAsync()).Count);
    }

    [Theory]
    [InlineData("org:harbour-watch", true)]
    [InlineData("person:jane-roe", true)]
    [InlineData("unnamed:officials", false)]
    [InlineData("unnamed:officials:NO", false)]
    [InlineData("court:NO", false)]
    [InlineData("hackers:CN", false)]
    public async Task Only_who_has_a_name_is_offered_to_the_actor_book(string accuser, bool isOffered)
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync(accuser);
        await using var db = host.Contexts.CreateDbContext();
        using var reader = await host.SignedInAsync();

        var page = await reader.GetStringAsync($"/attributions/{(await db.Set<Attribution>().SingleAsync()).EventId}");

        Assert.Equal(isOffered, page.Contains($"/actors/item?new={Uri.EscapeDataString(accuser)}", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Attributions_are_listed_and_found(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await using (var db = host.Contexts.CreateDbContext())
        {
            var said = await db.Set<Attribution>().Include(one => one.Article).SingleAsync();
            new ArticleFindings([], [], [said.Statement]).PutInto(said.Article!);
            said.Article!.GroupedAt = said.Article.CollectedAt;
            await db.SaveChangesAsync();
        }

        using var index = new IndexRun(host.Contexts, TimeProvider.System);
        await index.RunAsync(CancellationToken.None);
        using var reader = host.Reader();
        foreach (var list in new[] { "/attributions", "/attributions?q=China", "/attributions?strength=official", "/search?in=attributions&q=behind" })
        {
            Assert.Contains("href=\"/attributions/1\"", await reader.GetStringAsync(list), StringComparison.Ordinal);
        }

        foreach (var list in new[] { "/attributions?q=Denmark", "/attributions?strength=sanction" })
        {
            Assert.Contains("No attribution fits.", await reader.GetStringAsync(list), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_page_says_who_was_told_and_who_was_not_and_why(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.NotifyAsync();
        using var reader = await host.SignedInAsync();
        var event1 = await reader.GetStringAsync("/attributions/1");
        Assert.Contains("desk by mail", event1, StringComparison.Ordinal);
        Assert.Contains("told", event1, StringComparison.Ordinal);

        using var muted = await PagesHost.PostAsync(reader, "/attributions/1", "mute", ("subscriber", "desk"));
        Assert.Contains("Desk: event 1 silent until", await reader.GetStringAsync("/attributions/1"), StringComparison.Ordinal);
        await desk.StateAsync("GB");
        Assert.Single(await desk.NotifyAsync());
        Assert.Contains("silenced", await reader.GetStringAsync("/attributions/1"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_confirmation_is_shown_and_a_rejection_ends_it(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        using var reader = await host.SignedInAsync();
        using var confirmed = await PagesHost.PostAsync(reader, "/attributions/1/judge/1", "judge", ("verdict", "confirm"));
        Assert.Contains("confirmed by ana", await reader.GetStringAsync("/attributions/1"), StringComparison.Ordinal);
        Assert.Contains("US accuses China", await reader.GetStringAsync("/attributions/1/csv"), StringComparison.Ordinal);
        Assert.Contains("\"identity--", await reader.GetStringAsync("/attributions/1/stix.json"), StringComparison.Ordinal);
        Assert.Contains(">US</th>", (await reader.GetStringAsync("/")).Replace("United States", "US", StringComparison.Ordinal), StringComparison.Ordinal);

        using var rejected = await PagesHost.PostAsync(reader, "/attributions/1/judge/1", "judge", ("verdict", "reject"));
        var page = await reader.GetStringAsync("/attributions/1");
        Assert.DoesNotContain("confirmed by", page, StringComparison.Ordinal);
        Assert.Contains("rejected by ana", page, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_likely_wakes_nobody_until_an_analyst_confirms_it_on_its_page(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US", likely: true);
        Assert.Empty(await desk.NotifyAsync());
        await using var db = host.Contexts.CreateDbContext();
        var said = await db.LikelyStatements().SingleAsync();
        using var reader = await host.SignedInAsync();
        Assert.Contains("/attributions/likely\"", await reader.GetStringAsync("/attributions"), StringComparison.Ordinal);
        Assert.Contains("right or wrong?", await reader.GetStringAsync("/attributions/likely"), StringComparison.Ordinal);
        Assert.Contains(">likely</span>", await reader.GetStringAsync($"/articles/{said.ArticleId}"), StringComparison.Ordinal);
        var listed = JsonNode.Parse(await reader.GetStringAsync("/api/v1/attributions?likely=true"))!["items"]!.AsArray();
        Assert.True((bool)Assert.Single(listed)!["likely"]!);

        using var confirmed = await PagesHost.PostAsync(reader, $"/attributions/likely/{said.Id}", "judge", ("verdict", "confirm"));

        Assert.Contains("It is news now.", await reader.GetStringAsync("/attributions/likely"), StringComparison.Ordinal);
        Assert.Equal("US accuses China: cyberespionage (official, 1 report)", Assert.Single(await desk.NotifyAsync()).Subject);
        Assert.DoesNotContain("right or wrong?", await reader.GetStringAsync("/attributions/likely"), StringComparison.Ordinal);
        Assert.Contains("confirmed by ana", await reader.GetStringAsync($"/attributions/{(await db.StandingEvents().SingleAsync()).Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_attributions_come_as_a_file_to_those_who_may_read()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite, ("Pages:SignInToRead", "true"));
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        using var stranger = host.Reader();
        using var refused = await stranger.GetAsync("/api/v1/attributions.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        stranger.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync());
        using var stix = await stranger.GetAsync("/api/v1/attributions.stix.json");
        using var csv = await stranger.GetAsync("/api/v1/attributions.csv");

        Assert.Equal("application/stix+json; version=2.1", stix.Content.Headers.ContentType!.ToString());
        Assert.Equal("bundle", (string)JsonNode.Parse(await stix.Content.ReadAsStringAsync())!["type"]!);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attributions.csv", csv.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(2, (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
