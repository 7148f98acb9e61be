using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Audit;
using Monitor.Delivery;

namespace Monitor.IntegrationTests.Admin;

/// <summary>What operators and analysts do, in Chromium: the same with scripts and without, since the pages have none.</summary>
public sealed class SteeringBrowserTests
{
    private const string Feed = """
        <rss version="2.0"><channel><title>Harbour Post</title><link>https://harbour.example</link>
        <item><guid>1</guid><title>Ferry resumes</title><pubDate>Mon, 19 Jul 2021 10:00:00 GMT</pubDate></item>
        <item><guid>2</guid><title>Pier closed</title></item></channel></rss>
        """;

    [Fact]
    public async Task Feeds_subscribers_mails_and_attributions_are_steered_with_scripts_and_without()
    {
        await using var site = await ServeFeedAsync();
        await using var host = await PagesHost.StartAsync(
            DatabaseKind.Sqlite, ("Net:PrivateNetworks", "127.0.0.0/8"), ("Delivery:PublicUrl", AttributionsDesk.PublicUrl));
        var desk = await AttributionsDesk.StartAsync(host);
        await desk.StateAsync("US");
        await desk.NotifyAsync();
        var address = site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        foreach (var scripts in new[] { true, false })
        {
            using var browser = new Browser(host.Address, scripts);
            browser.SignIn(PagesHost.Name, PagesHost.Password);
            AddAndRemoveAFeed(browser, address);
            AddAndChangeASubscriber(browser, scripts ? "eve" : "adam");
            await OpenAMailAsync(browser, host);
            RejectAndConfirm(browser);
        }

        await using var db = host.Contexts.CreateDbContext();
        var told = await db.Set<AuditEntry>().Where(entry => entry.Who == PagesHost.Name).OrderBy(entry => entry.Id).Select(entry => entry.Deed).ToListAsync();
        Deed[] deeds =
        [
            Deed.FeedAdded, Deed.FeedPaused, Deed.FeedRemoved, Deed.SubscriberAdded, Deed.SubscriberChanged, Deed.MessageSentAgain,
            Deed.AttributionRejected, Deed.AttributionReinstated, Deed.AttributionConfirmed,
        ];
        Assert.Equal([.. deeds, .. deeds], told);
    }

    private static void AddAndRemoveAFeed(Browser browser, string address)
    {
        browser.Open("/feeds");
        browser.Press("Add a feed");
        browser.Type("address", $"{address}/nothing");
        browser.Press("Look what it holds");
        Assert.Contains("No feed was found", browser.Text, StringComparison.Ordinal);

        browser.Type("address", $"{address}/feed");
        browser.Press("Look what it holds");
        Assert.Contains("What it would collect: 2 entries", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Ferry resumes 19 Jul 2021", browser.Text, StringComparison.Ordinal);
        browser.Press("Poll it from now on");
        Assert.Contains("Harbour Post: added as feed", browser.Text, StringComparison.Ordinal);
        Assert.Single(browser.All("table tbody tr"));

        browser.Press("Pause");
        Assert.Contains("Harbour Post: paused.", browser.Text, StringComparison.Ordinal);
        Assert.Single(browser.All("#resume"));
        browser.Find("[name=sure]").Click();
        browser.Press("Remove");
        Assert.Equal("/feeds", browser.Path);
        Assert.Contains("removed with its history", browser.Text, StringComparison.Ordinal);
    }

    private static void AddAndChangeASubscriber(Browser browser, string name)
    {
        browser.Open("/subscribers");
        browser.Press("Add a subscriber");
        browser.Type("name", name);
        browser.Type("address", $"{name}@example.org");
        browser.Type("timeZone", "Europe/Berlinn");
        browser.Press("Add");
        Assert.Contains("unknown time zone", browser.Text, StringComparison.Ordinal);
        Assert.Equal(name, browser.Find("[name=name]").GetDomProperty("value"));

        browser.Type("timeZone", "Europe/Berlin");
        browser.Press("Add");
        Assert.Equal($"/subscribers/{name}", browser.Path);
        Assert.Contains("a link that confirms the address is sent to it", browser.Text, StringComparison.Ordinal);

        browser.Press("The next digest, as of now");
        Assert.Contains("As things stand none is sent: the address is not confirmed", browser.Text, StringComparison.Ordinal);
        browser.Press(name);
        browser.Type("digests", "08:00 mon,tue");
        browser.Press("Save");
        Assert.Contains("digests changed", browser.Text, StringComparison.Ordinal);
        Assert.Equal("08:00 mon,tue", browser.Find("[name=digests]").GetDomProperty("value"));
    }

    private static async Task OpenAMailAsync(Browser browser, PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        await db.Set<OutboxMessage>().ExecuteUpdateAsync(
            set => set.SetProperty(message => message.State, OutboxState.Parked).SetProperty(message => message.DueAt, (DateTimeOffset?)null));
        browser.Open("/mails");
        browser.Press("US accuses China: cyberespionage (official, 1 report)");
        Assert.Equal($"{browser.Path}/html", new Uri(browser.Find("iframe").GetDomProperty("src")!).AbsolutePath);
        browser.Press("Release it");
        Assert.Contains("it is sent again at the next tick", browser.Text, StringComparison.Ordinal);
        Assert.True(await db.Set<OutboxMessage>().AnyAsync(message => message.DueAt != null && message.State == OutboxState.Pending));
    }

    private static void RejectAndConfirm(Browser browser)
    {
        browser.Open("/attributions/1");
        browser.Press("Right or wrong?");
        Assert.Contains("Nothing goes along", browser.Text, StringComparison.Ordinal);
        browser.Press("Reject");
        Assert.Contains("Rejected.", browser.Text, StringComparison.Ordinal);
        browser.Press("Right or wrong?");
        browser.Press("Confirm");
        Assert.Contains("confirmed by ana", browser.Text, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> ServeFeedAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/feed", () => Results.Text(Feed, "application/rss+xml"));
        app.MapGet("/nothing", () => Results.Text("no feed here", "text/plain"));
        await app.StartAsync();
        return app;
    }
}
