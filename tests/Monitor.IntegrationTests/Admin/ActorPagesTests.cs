using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Config;
using Monitor.Search;

namespace Monitor.IntegrationTests.Admin;

/// <summary>Actors and lists are changed in the pages as rules are: tried before, saved as a version, undone; and a rule is looked over while it is typed.</summary>
public sealed class ActorPagesTests
{
    private const string Item = "/actors/item?file=actors.yaml&item=actors%2Fcountry%3ANO";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_actor_is_found_tried_saved_with_its_comments_and_undone(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        await AddArticleAsync(host, "Fjordland denied that it sank.");
        using var reader = await host.SignedInAsync();
        Assert.Contains("country:NO", await reader.GetStringAsync("/actors?q=norw"), StringComparison.Ordinal);

        var body = WebUtility.HtmlDecode((await reader.GetStringAsync(Item)).Split("<textarea")[1].Split('>', 2)[1].Split("</textarea>")[0]).Trim();
        var changed = body.Replace("names: [", "# so the desk calls it\nnames: [Fjordland, ", StringComparison.Ordinal);
        Assert.NotEqual(body, changed);
        (string, string)[] Fields(string action, string text, string reason, int edited) =>
            [("body", text), ("action", action), ("reason", reason), ("edited", Show(edited))];

        var tried = await PagesHost.SendAsync(reader, Item, "item", Fields("try", changed, "", 1));
        Assert.Contains("latest 1 article", tried, StringComparison.Ordinal);
        Assert.Contains("&#x2B;1 gained", tried, StringComparison.Ordinal);
        Assert.Contains("# so the desk calls it", tried, StringComparison.Ordinal);

        using (var unsaid = await PagesHost.PostAsync(reader, Item, "item", Fields("save", changed, "", 1)))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        }

        using (var faulty = await PagesHost.PostAsync(reader, Item, "item", Fields("save", changed.Replace("id: ", "id: x", StringComparison.Ordinal), "why", 1)))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
            Assert.Contains("must keep its id", await faulty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains("saved as version 2", await PagesHost.SendAsync(reader, Item, "item", Fields("save", changed, "so it is called", 1)), StringComparison.Ordinal);
        using (var late = await PagesHost.PostAsync(reader, Item, "item", Fields("save", body, "unseen", 1)))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        }

        await using var db = host.Contexts.CreateDbContext();
        Assert.Contains("# so the desk calls it", await ConfigStore.TextAsync(db, "actors.yaml", CancellationToken.None), StringComparison.Ordinal);
        Assert.Contains("saved as version 3", await PagesHost.SendAsync(reader, Item, "item", Fields("undo", body, "not so", 2)), StringComparison.Ordinal);
        Assert.Equal(body, (await ConfigStore.HistoryAsync(db, "actors.yaml", "actors/country:NO", CancellationToken.None))[^1].Body);
        Assert.Equal(2, await db.Set<AuditEntry>().CountAsync(entry => entry.Object == "actors.yaml actors/country:NO"));
    }

    [Fact]
    public async Task A_list_of_rules_is_changed_and_one_that_is_named_stays()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        using var reader = await host.SignedInAsync();
        const string list = "/actors/item?file=topics.yaml&item=lists%2Faccuse";

        using var removed = await PagesHost.PostAsync(reader, list, "item", ("action", "remove"), ("reason", "of no use"), ("edited", "1"), ("body", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, removed.StatusCode);
        var saved = await PagesHost.SendAsync(
            reader, list, "item", ("action", "save"), ("reason", "fewer"), ("edited", "1"),
            ("body", "- accus*\n- blam* # also of the weather\n- attribut*\n- denounc*\n- condemn*\n- point* the finger\n- hold* responsible\n- held responsible"));
        Assert.Contains("saved as version 2", saved, StringComparison.Ordinal);
        using var rule = await reader.GetAsync("/actors/item?file=topics.yaml&item=topics%2Fhacking");
        Assert.Equal(HttpStatusCode.NotFound, rule.StatusCode);
    }

    [Fact]
    public async Task What_names_an_actor_lately_stands_on_its_page()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        await AddArticleAsync(host, "Norway accused nobody. Oslo said no more.", ("country:NO", 0, 6));
        using var reader = await host.SignedInAsync();

        var page = await reader.GetStringAsync(Item);
        Assert.Contains("<td data-label=\"Words\">Norway</td>", page, StringComparison.Ordinal);
        Assert.Contains("Not met there: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_looked_over_while_it_is_typed()
    {
        await using var host = await PagesHost.StartWithRulesAsync(DatabaseKind.Sqlite);
        foreach (var text in new[] { "The ferry waits.", "Two ferries met at noon.", "Fog on the coast." })
        {
            await AddArticleAsync(host, text);
        }

        using var browser = new Browser(host.Address);
        browser.SignIn(PagesHost.Name, PagesHost.Password);
        browser.Open("/new-rule");

        browser.Type("when", "ferry ferry");
        browser.Until(() => browser.Find("#live").Text.Contains("column", StringComparison.Ordinal), "the fault");
        browser.Type("when", "ferry OR ferries");
        browser.Until(() => browser.Find("#live").Text.Contains("2 hits among the latest 3 articles", StringComparison.Ordinal), "the hits");
    }

    private static string Show(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An article in the index; its title is the text.</summary>
    private static async Task AddArticleAsync(PagesHost host, string text, params (string Actor, int Start, int End)[] actors)
    {
        await using var db = host.Contexts.CreateDbContext();
        var now = host.Clock.GetUtcNow();
        var article = new Article { Outlet = "Quay", Title = text, Text = text, CollectedAt = now, ReadAt = now, GroupedAt = now, Language = "en" };
        article.DateAs(now);
        var found = actors.Select(one => new Monitor.AttributionEvents.FoundActor(
            one.Actor, Monitor.Actors.AliasRole.Name, new Monitor.Text.TextSpan(one.Start, one.End))).ToList();
        new Monitor.AttributionEvents.ArticleFindings(found, [], []).PutInto(article);
        db.Add(article);
        await db.SaveChangesAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await IndexRun.PutAsync(db, [article.Id], CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
