using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.IntegrationTests.Stories;
using Monitor.Pipeline;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Merging and splitting stories in the pages and through the API.</summary>
public sealed class StoryPagesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Stories_are_merged_and_split_in_the_page(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var stories = await FillAsync(host);
        var page = $"/stories/{stories[0]}";
        using var stranger = host.Reader();
        Assert.DoesNotContain("Merge, for good", await stranger.GetStringAsync(page), StringComparison.Ordinal);
        using var reader = await host.SignedInAsync();

        var nonsense = await PagesHost.SendAsync(reader, page, "merge", ("story", "twelve"));
        Assert.Contains("Not done: pick the story that it is one with", nonsense, StringComparison.Ordinal);
        var nothing = await PagesHost.SendAsync(reader, page, "split");
        Assert.Contains("nothing is to leave", nothing, StringComparison.Ordinal);
        var merged = await PagesHost.SendAsync(reader, page, "merge", ("story", $"{stories[1]}"));
        Assert.Contains("Written down", merged, StringComparison.Ordinal);
        await GroupAsync(host);
        Assert.Contains($"Merged by hand by {PagesHost.Name}", await reader.GetStringAsync(page), StringComparison.Ordinal);
        using var redirect = await reader.GetAsync($"/stories/{stories[1]}");
        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.EndsWith(page, redirect.Headers.Location?.ToString(), StringComparison.Ordinal);

        await using var db = host.Contexts.CreateDbContext();
        var leaving = await db.Set<StoryArticle>().Where(placed => placed.StoryId == stories[0]).MaxAsync(placed => placed.ArticleId);
        var split = await PagesHost.SendAsync(reader, page, "split", ("article", $"{leaving}"));
        Assert.Contains("Written down", split, StringComparison.Ordinal);
        await GroupAsync(host);
        Assert.NotEqual(stories[0], (await db.Set<StoryArticle>().AsNoTracking().SingleAsync(placed => placed.ArticleId == leaving)).StoryId);
    }

    [Fact]
    public async Task Stories_are_merged_and_split_through_the_API_with_a_token_only()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        var stories = await FillAsync(host);
        using var program = host.Reader();
        using var refused = await program.PostAsJsonAsync($"/api/v1/stories/{stories[0]}/merge", new { story = stories[1] });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync());
        using var form = new StringContent("{\"story\":\"x\"}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var misread = await program.PostAsync(new Uri($"/api/v1/stories/{stories[0]}/merge", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, misread.StatusCode);
        Assert.Contains("the body is not as expected", await misread.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var merged = await program.PostAsJsonAsync($"/api/v1/stories/{stories[0]}/merge", new { story = stories[1] });
        Assert.Equal(stories[0], JsonNode.Parse(await merged.Content.ReadAsStringAsync())!["story"]!.GetValue<long>());
        using var unknown = await program.PostAsJsonAsync($"/api/v1/stories/{stories[0]}/split", new { articles = new[] { 4711 } });
        Assert.Equal(HttpStatusCode.Conflict, unknown.StatusCode);
        Assert.Contains("article 4711 is not in story", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var empty = await program.PostAsJsonAsync($"/api/v1/stories/{stories[0]}/split", new { });
        Assert.Equal(HttpStatusCode.Conflict, empty.StatusCode);
        await GroupAsync(host);
        await using var db = host.Contexts.CreateDbContext();
        Assert.Equal(stories[0], (await db.Set<Story>().FindStoryAsync(stories[1], CancellationToken.None))!.Id);
        Assert.All(db.Set<StoryLabel>(), label => Assert.Equal(PagesHost.Name, label.Author));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_texts_are_judged_in_the_page_and_through_the_API(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartAsync(kind);
        var stories = await FillAsync(host);
        var page = $"/stories/{stories[0]}";
        await using var db = host.Contexts.CreateDbContext();
        var ids = await db.Set<StoryArticle>().Where(placed => placed.StoryId == stories[0]).OrderBy(placed => placed.ArticleId)
            .Select(placed => placed.ArticleId).ToListAsync();
        using var reader = await host.SignedInAsync();

        var said = await PagesHost.SendAsync(
            reader, page, "verdict", ("first", $"{ids[0]}"), ("second", $"{ids[1]}"), ("relation", "None"), ("reason", "<b>theirs</b>"));
        Assert.Contains("Written down", said, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;theirs&lt;/b&gt;", said, StringComparison.Ordinal);
        await GroupAsync(host);
        Assert.Equal(ids[1], await GroupOfAsync(ids[1]));
        var back = await PagesHost.SendAsync(reader, page, "verdict-undo", ("pair", $"{ids[0]}-{ids[1]}"));
        Assert.Contains("Taken back", back, StringComparison.Ordinal);
        await GroupAsync(host);
        Assert.Equal(ids[0], await GroupOfAsync(ids[1]));

        using var program = host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync());
        using var unclear = await program.PostAsJsonAsync("/api/v1/stories/label", new { a = ids[0], b = ids[1], relation = "maybe" });
        Assert.Contains("copy, partial, none", await unclear.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var labelled = await program.PostAsJsonAsync("/api/v1/stories/label", new { a = ids[0], b = ids[2], relation = "copy", reason = "the same wire" });
        Assert.Equal(HttpStatusCode.OK, labelled.StatusCode);
        await GroupAsync(host);
        Assert.Equal(ids[0], await GroupOfAsync(ids[2]));
        using var undone = await program.PostAsJsonAsync("/api/v1/stories/label/undo", new { a = ids[0], b = ids[2] });
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        await GroupAsync(host);
        Assert.Equal(ids[2], await GroupOfAsync(ids[2]));

        async Task<long> GroupOfAsync(long article) =>
            (await db.Set<StoryArticle>().AsNoTracking().SingleAsync(placed => placed.ArticleId == article)).CopyGroup;
    }

    [Fact]
    public async Task The_article_page_says_which_words_joined_it_and_shows_boilerplate_dim()
    {
        await using var host = await PagesHost.StartAsync(DatabaseKind.Sqlite);
        await FillAsync(host);
        using var reader = host.Reader();
        await using var db = host.Contexts.CreateDbContext();
        var articles = await db.Set<StoryArticle>().AsNoTracking().OrderBy(placed => placed.ArticleId).Take(3).ToListAsync();

        var copy = WebUtility.HtmlDecode(await reader.GetStringAsync($"/articles/{articles[1].ArticleId}"));
        var report = WebUtility.HtmlDecode(await reader.GetStringAsync($"/articles/{articles[2].ArticleId}"));

        Assert.Contains("Passages it shares with outlet0.example", copy, StringComparison.Ordinal);
        Assert.Matches("<span class=\"boilerplate\">[^<]*All rights reserved", copy);
        Assert.Matches("joined story [0-9]+ .*shares [^;<]*Norrbeck", report);
    }

    internal static async Task<List<long>> FillAsync(PagesHost host)
    {
        await using (var db = host.Contexts.CreateDbContext())
        {
            foreach (var article in Some.Articles(stories: 2))
            {
                db.Add(article);
                await db.SaveChangesAsync();
            }
        }

        await GroupAsync(host);
        await using var after = host.Contexts.CreateDbContext();
        return await after.Set<Story>().Standing().Select(story => story.Id).OrderBy(id => id).ToListAsync();
    }

    internal static async Task GroupAsync(PagesHost host)
    {
        using var group = new GroupRun(
            host.Contexts, new StoriesOptions(), new AttributionRegister(ActorRoots.ByIdAlone), host.Clock, NullLogger<GroupRun>.Instance);
        await group.RunAsync();
    }
}
