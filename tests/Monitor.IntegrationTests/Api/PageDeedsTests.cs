using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Attributions.Learnt;
using Monitor.AttributionEvents;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Feeds;
using Monitor.IntegrationTests.Admin;
using Monitor.Search;
using Monitor.Stories;
using Monitor.Subscribers;
using Monitor.Tests;

namespace Monitor.IntegrationTests.Api;

/// <summary>What people do in the pages, programs do through the API: Cases/page-deeds.cases says how.</summary>
public sealed partial class PageDeedsTests(ITestOutputHelper output)
{
    private const string Refused = "- ";

    private static readonly List<string> Lines = [.. CaseFile.Lines("page-deeds.cases")];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Fact]
    public void Every_form_of_the_pages_has_its_deed_or_says_why_not()
    {
        var forms = Directory.EnumerateFiles(Path.Combine(Root(), "src", "Monitor.Worker", "Admin", "Pages"), "*.razor", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "PostForm.razor")
            .SelectMany(file => Form().Matches(File.ReadAllText(file)), (file, form) => $"{Path.GetFileNameWithoutExtension(file)} {form.Groups[1].Value}")
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var told = Lines.Select(line => line.StartsWith(Refused, StringComparison.Ordinal) ? line[Refused.Length..line.IndexOf(':', StringComparison.Ordinal)]
            : line.Split(" => ")[0]).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(forms.Count > 40, $"{forms.Count} forms");
        Assert.Equal(forms, told);
    }

    /// <summary>Each with its line in the audit log; not done where the thing was changed meanwhile; done once under one key.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Every_deed_is_done_as_seen_and_once(DatabaseKind kind)
    {
        await using var site = await FeedSite.StartAsync();
        await using var host = await PagesHost.StartWithRulesAsync(kind, ("Net:PrivateNetworks", "127.0.0.0/8"));
        var names = await FillAsync(host, site.Address);
        using var program = host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync(TokenScope.Admin));
        var paths = JsonNode.Parse(await program.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["paths"]!.AsObject();
        var (done, asSeen, once, wrong) = (0, 0, 0, new List<string>());
        foreach (var deed in Lines.Where(line => !line.StartsWith(Refused, StringComparison.Ordinal)).Select(line => line.Split(" => ")))
        {
            await NameAsync(host, names);
            var (method, address) = (deed[1].Split(' ')[0], Filled(deed[1].Split(' ', 2)[1].Split('|')[0].Trim(), names));
            var (body, status, audit) = (Filled(deed[1].Split('|', 2)[1].Trim(), names), deed[2].Split(' ')[0], deed[2].Split(' ')[1]);
            var before = await LastAuditAsync(host);
            if (Described(paths, method, address).Contains("If-Match"))
            {
                using var unseen = await SendAsync(program, method, address, body, ("If-Match", "\"0\""));
                Check(unseen.StatusCode is HttpStatusCode.PreconditionFailed && (await AuditAsync(host, before)).Count == 0, $"{(int)unseen.StatusCode} as not seen");
                asSeen++;
            }

            using var answer = await SendAsync(program, method, address, body, ("Idempotency-Key", $"deed {done}"));
            var text = await answer.Content.ReadAsStringAsync();
            var entries = await AuditAsync(host, before);
            Check($"{(int)answer.StatusCode}" == status, $"{(int)answer.StatusCode} {text}");
            Check(audit == "-" ? entries.Count == 0 : entries.Contains(audit), $"audit {string.Join(", ", entries)}");
            if (method == "POST" && !address.EndsWith("/account/password", StringComparison.Ordinal))
            {
                using var again = await SendAsync(program, method, address, body, ("Idempotency-Key", $"deed {done}"));
                var isSecret = JsonNode.Parse(text)?["secret"] is not null;
                Check(
                    again.Headers.Contains("Idempotency-Replayed") && (isSecret || text == await again.Content.ReadAsStringAsync())
                        && (await AuditAsync(host, before)).Count == entries.Count, $"again {(int)again.StatusCode}");
                Check(!isSecret || again.StatusCode is HttpStatusCode.Conflict, "a secret is told twice");
                once++;
            }

            done++;

            void Check(bool holds, string found)
            {
                if (!holds)
                {
                    wrong.Add($"{deed[0]}: {method} {address}: {found}");
                }
            }
        }

        output.WriteLine($"{done} deeds, {asSeen} of them not done as not seen, {once} done once though sent twice");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Whichever way the other one came: the API's own transaction sees it.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_who_saw_the_same_one_changes_it_and_the_others_hear_of_it(DatabaseKind kind)
    {
        await using var host = await PagesHost.StartWithRulesAsync(kind);
        await AttributionsDesk.StartAsync(host);
        await host.AddAccountAsync("ben", AccountRole.Viewer);
        int feed;
        await using (var db = host.Contexts.CreateDbContext())
        {
            var one = new Feed
            {
                Title = "Harbour Post",
                Url = "https://harbour.example/feed",
                Host = "harbour.example",
                Outlet = new Outlet { Name = "Harbour Post" },
                NextPollAt = host.Clock.GetUtcNow(),
            };
            db.Add(one);
            await db.SaveChangesAsync();
            feed = one.Id;
        }

        using var program = host.Reader();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await host.MakeTokenAsync(TokenScope.Admin));
        using var saved = await SendAsync(program, "POST", "/searches", """{"name":"Harbour","words":"harbour"}""");
        var search = (string)JsonNode.Parse(await saved.Content.ReadAsStringAsync())!["id"]!;
        foreach (var (thing, method, address, body) in new (string, string, string, Func<int, string>)[]
        {
            ($"/feeds/{feed}", "PATCH", $"/feeds/{feed}", i => $$"""{"weight":{{i + 2}}}"""),
            ("/subscribers/desk", "PATCH", "/subscribers/desk", i => $$"""{"displayName":"Desk {{i}}"}"""),
            ("/accounts/ben", "PATCH", "/accounts/ben", i => i % 2 == 0 ? """{"role":"analyst"}""" : """{"role":"admin"}"""),
            ($"/searches/{search}", "POST", "/searches", i => $$"""{"name":"Harbour","words":"harbour {{i}}"}"""),
            ("/rules/sanctions", "PUT", "/rules/sanctions", i => $$"""{"name":"Sanctions {{i}}","when":"sanctions","version":1,"reason":"try"}"""),
        })
        {
            using var seen = await SendAsync(program, "GET", thing, "");
            var tag = seen.Headers.ETag!.ToString();
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SendAsync(program, method, address, body(i), ("If-Match", tag))));
            var statuses = answers.Select(answer => (int)answer.StatusCode).Order().ToList();
            answers.ToList().ForEach(answer => answer.Dispose());

            Assert.Equal(200, statuses[0]);
            Assert.All(statuses.Skip(1), status => Assert.True(status is 412 or 409, $"{thing}: {string.Join(", ", statuses)}"));
        }
    }

    private static async Task<Dictionary<string, string>> FillAsync(PagesHost host, string site)
    {
        var stories = await StoryPagesTests.FillAsync(host);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.StateAsync("GB");
        await desk.NotifyAsync();
        await using var db = host.Contexts.CreateDbContext();
        await db.Set<Subscriber>().ExecuteUpdateAsync(set => set
            .SetProperty(one => one.SuppressedAddress, one => one.Address).SetProperty(one => one.SuppressedAt, host.Clock.GetUtcNow()));
        var office = new LearntOffice
        {
            NameKey = "clara-winterfeld",
            Name = "Clara Winterfeld",
            Owner = "country:AT",
            Office = "foreign-minister",
            From = new DateOnly(2026, 9, 1),
            NamedOn = new DateOnly(2026, 9, 3),
            Why = "3 outlets on 3 days say so",
            Evidence = [new OfficeEvidence(7, "Vienna Herald", new DateOnly(2026, 9, 1), "Clara Winterfeld spoke.")],
            Sequence = 1,
        };
        db.Add(office);
        await db.SaveChangesAsync();
        var placed = await db.Set<StoryArticle>().Where(one => one.StoryId == stories[0]).OrderBy(one => one.ArticleId).Select(one => one.ArticleId).ToListAsync();
        return new Dictionary<string, string>
        {
            ["site"] = site,
            ["story"] = $"{stories[0]}",
            ["other story"] = $"{stories[1]}",
            ["first"] = $"{placed[0]}",
            ["second"] = $"{placed[1]}",
            ["leaving"] = $"{placed[^1]}",
            ["message"] = $"{await db.Set<OutboxMessage>().MinAsync(one => one.Id)}",
            ["event"] = $"{await db.Set<AttributionEvent>().MinAsync(one => one.Id)}",
            ["statement"] = $"{await db.Set<Attribution>().MaxAsync(one => one.Id)}",
            ["office"] = $"{office.Id}",
        };
    }

    /// <summary>What the deeds before made.</summary>
    private static async Task NameAsync(PagesHost host, Dictionary<string, string> names)
    {
        await using var db = host.Contexts.CreateDbContext();
        names["feed"] = $"{await db.Set<Feed>().MaxAsync(one => (int?)one.Id)}";
        names["new event"] = $"{await db.Set<AttributionEvent>().MaxAsync(one => one.Id)}";
        names["search"] = $"{await db.Set<SavedSearch>().Select(one => (Guid?)one.PublicId).FirstOrDefaultAsync()}";
    }

    private static async Task<long> LastAuditAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        return await db.Set<AuditEntry>().MaxAsync(entry => (long?)entry.Id) ?? 0;
    }

    private static async Task<List<string>> AuditAsync(PagesHost host, long after)
    {
        await using var db = host.Contexts.CreateDbContext();
        return await db.Set<AuditEntry>().Where(entry => entry.Id > after).OrderBy(entry => entry.Id).Select(entry => entry.Deed.ToString()).ToListAsync();
    }

    /// <summary>The headers that the description names for an operation; it must name the operation.</summary>
    private static List<string> Described(JsonObject paths, string method, string address)
    {
        // The one with the fewest parameters: "/stories/label" is no story.
        var path = paths.Where(one => one.Value![method.ToLowerInvariant()] is not null && Regex.IsMatch(
                "/api/v1" + address, $"^{Parameter().Replace(one.Key, "[^/]+")}$"))
            .OrderBy(one => one.Key.Count(letter => letter == '{')).FirstOrDefault();
        Assert.True(path.Value is not null, $"{method} {address} is not described");
        return [.. (path.Value[method.ToLowerInvariant()]!["parameters"]?.AsArray() ?? []).Select(one => (string)one!["name"]!)];
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient program, string method, string address, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{address}")
        {
            Content = body switch
            {
                "" => null,
                "@list.opml" => new StringContent(
                    """<opml version="2.0"><body><outline text="Quay Times" xmlUrl="https://quay.example/feed"/></body></opml>""", Encoding.UTF8, "text/x-opml"),
                "@bounce.eml" => new StringContent(
                    await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Cases", "bounces", "01-postfix-user-unknown.eml")),
                    Encoding.Latin1, "message/rfc822"),
                _ => new StringContent(body, Encoding.UTF8, "application/json"),
            },
        };
        headers.ToList().ForEach(header => request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return await program.SendAsync(request);
    }

    private static string Filled(string text, Dictionary<string, string> names) =>
        names.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""<PostForm\s+Name="(?:@\(\$")?([a-z]+(?:-[a-z]+)*)""")]
    private static partial Regex Form();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
