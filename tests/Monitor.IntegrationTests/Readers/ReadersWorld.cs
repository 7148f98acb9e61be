using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Delivery.Mail;
using Monitor.IntegrationTests.Admin;
using Monitor.Subscribers;

namespace Monitor.IntegrationTests.Readers;

/// <summary>The readers' listener, the desk that tells them of news, and a reader who knows only what stands in mails.</summary>
internal sealed partial class ReadersWorld : IAsyncDisposable
{
    private ReadersWorld(PagesHost host, AttributionsDesk desk)
    {
        (Host, Desk) = (host, desk);
        Site = new Uri(host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last());
        Reader = new HttpClient { BaseAddress = Site };
    }

    public PagesHost Host { get; }

    public AttributionsDesk Desk { get; }

    public Uri Site { get; }

    /// <summary>Follows redirects, as a browser does.</summary>
    public HttpClient Reader { get; }

    public static async Task<ReadersWorld> StartAsync(DatabaseKind kind, params (string Key, string? Value)[] settings)
    {
        var host = await PagesHost.StartAsync(
            kind, [("PublicPages:Address", "http://127.0.0.1:0"), ("Delivery:PublicUrl", AttributionsDesk.PublicUrl), .. settings]);
        return new ReadersWorld(host, await AttributionsDesk.StartAsync(host));
    }

    /// <summary>A subscriber as 'subscriber add' makes one.</summary>
    public async Task AddAsync(string name, string address)
    {
        await using var db = Host.Contexts.CreateDbContext();
        var settings = new SubscriberSettings { DisplayName = name, Digests = [new DigestSlot(new TimeOnly(7, 0), [])], Alerts = [new AlertRule { Name = "all" }] };
        db.Add(SubscriberQueries.New(new SubscriberEntry(name, address, settings), Host.Clock.GetUtcNow(), await db.LastChangeAsync(default), isFromFile: false));
        await db.SaveChangesAsync();
    }

    public async Task<Subscriber> SubscriberAsync(string name = "desk")
    {
        await using var db = Host.Contexts.CreateDbContext();
        return await db.Set<Subscriber>().AsNoTracking().SingleAsync(subscriber => subscriber.Name == name);
    }

    public async Task ChangeAsync(string name, Action<Subscriber> change)
    {
        await using var db = Host.Contexts.CreateDbContext();
        change(await db.Set<Subscriber>().SingleAsync(subscriber => subscriber.Name == name));
        await db.SaveChangesAsync();
    }

    /// <summary>Applies a config file that names the desk alone.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(SubscriberEntry entry)
    {
        await using var db = Host.Contexts.CreateDbContext();
        var changes = await db.ApplyAsync([entry], Host.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        return changes;
    }

    /// <summary>The mails to an address after another round of Notify.</summary>
    public async Task<List<OutgoingMail>> MailsToAsync(string address) => (await Desk.NotifyAsync()).FindAll(mail => mail.To == address);

    /// <summary>The links of this installation.</summary>
    public async Task<SubscriberLinks> LinksAsync()
    {
        await using var db = Host.Contexts.CreateDbContext();
        return (await db.LinksAsync(AttributionsDesk.PublicUrl, CancellationToken.None))!;
    }

    /// <summary>The path of the first link of a kind in a mail.</summary>
    public static string LinkIn(OutgoingMail mail, string page) =>
        PathOf(Address().Matches(mail.Text).Select(match => match.Value).First(url => url.Contains($"/{page}/", StringComparison.Ordinal)));

    public static string PathOf(string url) => new Uri(url).AbsolutePath;

    /// <summary>Loads a page and sends its form as a browser would: what stands in its fields, with the changes.</summary>
    /// <param name="changes">Fields with other values; null for a box without its tick.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string? Value)[] changes)
    {
        var document = new HtmlParser().ParseDocument(await Reader.GetStringAsync(path));
        var fields = Fields(document.QuerySelector("form")!).ToDictionary(field => field.Name, field => field.Value);
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                Assert.True(fields.Remove(name), name);
            }
            else
            {
                fields[name] = value;
            }
        }

        return await Reader.PostAsync(path, PagesHost.Form([.. fields.Select(field => (field.Key, field.Value))]));
    }

    /// <summary>Presses the button of a page's form.</summary>
    public async Task<string> PressAsync(string path, string wish)
    {
        using var answer = await Reader.PostAsync(path, PagesHost.Form(("do", wish)));
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Host.DisposeAsync();
    }

    private static IEnumerable<(string Name, string Value)> Fields(IElement form)
    {
        foreach (var element in form.QuerySelectorAll("input, select, textarea, button"))
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    yield return (input.Name!, input.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (select.Name!, select.Value!);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (area.Name!, area.Value);
                    break;
                case IHtmlButtonElement { Name: { } name } button:
                    yield return (name, button.GetAttribute("value")!);
                    break;
            }
        }
    }

    [GeneratedRegex(@"https://monitor\.example\.org/\S+")]
    private static partial Regex Address();
}
