using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.AttributionEvents;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Admin;

/// <summary>The signed links in subscribers' mails, over HTTP on the listener of their own.</summary>
public sealed partial class PublicPagesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_link_shows_and_only_the_form_behind_it_mutes(DatabaseKind kind)
    {
        await using var host = await StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var link = LinkIn((await desk.NotifyAsync())[0].Text, "event");
        using var reader = Reader(host);

        var shown = await reader.GetStringAsync(link);
        Assert.Contains("US accuses China: cyberespionage", shown, StringComparison.Ordinal);
        Assert.Contains("Mute this event", shown, StringComparison.Ordinal);
        Assert.Equal(0, await SilencesAsync(host));

        using var muted = await reader.PostAsync(link, PagesHost.Form(("do", "mute")));
        using var again = await reader.PostAsync(link, PagesHost.Form(("do", "mute")));
        Assert.Contains("held back until", await muted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpMethod.Get, muted.RequestMessage!.Method);
        Assert.Equal(1, await SilencesAsync(host));
        await desk.StateAsync("GB");
        Assert.Single(await desk.NotifyAsync());

        using var unmuted = await reader.PostAsync(link, PagesHost.Form(("do", "unmute")));
        Assert.Contains("Mute this event", await unmuted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await desk.NotifyAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_muted_before_its_event_was_merged_is_shown_and_ended(DatabaseKind kind)
    {
        await using var host = await StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var link = LinkIn((await desk.NotifyAsync())[0].Text, "event");
        using var reader = Reader(host);
        using var muted = await reader.PostAsync(link, PagesHost.Form(("do", "mute")));
        await using (var db = host.Contexts.CreateDbContext())
        {
            var before = await db.Set<AttributionEvent>().Include(one => one.Attributions).SingleAsync();
            var after = new AttributionEvent { Key = before.Key, AccusedRoot = before.AccusedRoot, StartAt = before.StartAt.AddHours(-1) };
            after.Attributions.AddRange(before.Attributions);
            before.MergedInto = after;
            db.Add(after);
            await db.SaveChangesAsync();
        }

        Assert.Contains("held back until", await reader.GetStringAsync(link), StringComparison.Ordinal);
        using var unmuted = await reader.PostAsync(link, PagesHost.Form(("do", "unmute")));
        Assert.Contains("Mute this event", await unmuted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await desk.StateAsync("GB");
        Assert.Equal(2, (await desk.NotifyAsync()).Count);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_leaves_by_the_link_stays_out_whatever_the_config_file_says(DatabaseKind kind)
    {
        await using var host = await StartAsync(kind);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var mail = (await desk.NotifyAsync())[0];
        var link = new Uri(mail.Unsubscribe[0]).AbsolutePath;
        using var reader = Reader(host);

        Assert.Contains("Send me no alerts any more", await reader.GetStringAsync(link), StringComparison.Ordinal);
        await desk.StateAsync("GB");
        using var left = await reader.PostAsync(link, PagesHost.Form(("List-Unsubscribe", "One-Click")));
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Equal(HttpMethod.Post, left.RequestMessage!.Method);
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.ApplyAsync([AttributionsDesk.Desk], host.Clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        Assert.Single(await desk.NotifyAsync());
    }

    [Fact]
    public async Task What_is_not_signed_is_not_there_and_neither_are_the_admin_pages()
    {
        await using var host = await StartAsync(DatabaseKind.Sqlite);
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        var link = LinkIn((await desk.NotifyAsync())[0].Text, "event");
        using var reader = Reader(host);

        string[] paths = ["/", "/attributions", "/sign-in", "/healthz", "/api/attributions.csv", "/event/desk/1/x", link[..^1],
            link.Replace("/desk/", "/other/", StringComparison.Ordinal), link.Replace("/event/desk/1/", "/event/desk/2/", StringComparison.Ordinal),
            "/sign-up", link.Replace("event", "leave", StringComparison.Ordinal)];
        foreach (var path in paths)
        {
            using var answer = await reader.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        using var put = await reader.PutAsync(link, null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        using var signed = await reader.GetAsync(link);
        Assert.Equal(["no-referrer"], signed.Headers.GetValues("Referrer-Policy"));
        Assert.DoesNotContain(signed.Headers, header => header.Key == "Set-Cookie");
        using var admin = host.Reader();
        using var unknown = await admin.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static Task<PagesHost> StartAsync(DatabaseKind kind) =>
        PagesHost.StartAsync(kind, ("PublicPages:Address", "http://127.0.0.1:0"), ("Delivery:PublicUrl", AttributionsDesk.PublicUrl));

    private static HttpClient Reader(PagesHost host) => new()
    {
        BaseAddress = new Uri(host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()),
    };

    private static string LinkIn(string mail, string page) =>
        new Uri(Address().Matches(mail).Select(match => match.Value).First(url => url.Contains($"/{page}/", StringComparison.Ordinal))).AbsolutePath;

    private static async Task<int> SilencesAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        return await db.Set<Silence>().CountAsync();
    }

    [GeneratedRegex(@"https://monitor\.example\.org/\S+")]
    private static partial Regex Address();
}
