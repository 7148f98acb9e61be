using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Pipeline;
using Monitor.Search;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.IntegrationTests.Admin;

/// <summary>A desk with one subscriber, who is told of what a test lets articles state.</summary>
internal sealed class AttributionsDesk(PagesHost host)
{
    public const string PublicUrl = "https://monitor.example.org";

    public static readonly SubscriberEntry Desk = new(
        "desk", "desk@example.org", new SubscriberSettings
        {
            Alerts = [new AlertRule { Name = "all" }, new AlertRule { Name = "not Russia", Accused = ["country:RU"] }],
        });

    public static async Task<AttributionsDesk> StartAsync(PagesHost host)
    {
        await using var db = host.Contexts.CreateDbContext();
        await db.ApplyAsync([Desk], host.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
        return new AttributionsDesk(host);
    }

    /// <summary>An article in which a state, or another actor, accuses China, grouped as Group would.</summary>
    /// <param name="accuser">The state's code, or an actor's id.</param>
    /// <param name="before">How long before now it was published.</param>
    /// <param name="title">Of the article; else the accuser's code stands in it.</param>
    public async Task StateAsync(string accuser, TimeSpan before = default, string? title = null, bool likely = false)
    {
        await using var db = host.Contexts.CreateDbContext();
        var article = new Article
        {
            Outlet = "Meridian Wire",
            Title = title ?? $"{accuser} accuses China",
            Text = "China is behind it.",
            Url = $"https://wire.example/{accuser}",
            CollectedAt = host.Clock.GetUtcNow(),
        };
        article.DateAs(host.Clock.GetUtcNow() - before);
        db.Add(article);
        await db.SaveChangesAsync();
        var id = article.Id.ToString(CultureInfo.InvariantCulture);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var sequence = await ChangeSequence.BeginAsync(db, CancellationToken.None);
        var statement = new Statement
        {
            Accusers = [accuser.Contains(':', StringComparison.Ordinal) ? accuser : $"country:{accuser}"],
            Accused = "country:CN",
            AccusedCountry = "CN",
            Act = "a hacking campaign",
            ActClass = "cyber-espionage",
            Family = "cyber",
            Strength = AttributionStrength.Official,
            Rule = "test",
            Likely = likely,
            Evidence = new TextSpan(0, article.Title.Length),
        };
        ArticleFindings.Of(ArticleTags.None, [statement]).PutInto(article);
        await host.App.Services.GetRequiredService<AttributionRegister>().RecordAsync(
            db, [new ArticleStatements(id, article.Title, id, IsCopy: false, article.PublishedAt, Live: true, [statement]) { Story = "1" }], sequence.Next,
            CancellationToken.None);
        await db.SaveChangesAsync();
        await sequence.KeepAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Takes all articles into the index, as Group does with each.</summary>
    public async Task IndexAsync()
    {
        var now = host.Clock.GetUtcNow();
        await using (var db = host.Contexts.CreateDbContext())
        {
            await db.Set<Article>().Where(article => article.GroupedAt == null).ExecuteUpdateAsync(set => set.SetProperty(article => article.GroupedAt, now));
        }

        using var index = new IndexRun(host.Contexts, TimeProvider.System);
        await index.RunAsync(CancellationToken.None);
    }

    /// <summary>Takes up the news, and tells what is due after the wait or the interval.</summary>
    /// <returns>All mails so far.</returns>
    public async Task<List<OutgoingMail>> NotifyAsync()
    {
        var notify = new NotifyRun(
            host.Contexts,
            host.App.Services.GetRequiredService<CurrentTagger>().GetAsync,
            new AlertOptions(),
            new DeliveryOptions { PublicUrl = PublicUrl },
            host.Clock,
            NullLogger<NotifyRun>.Instance);
        await notify.RunAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await notify.RunAsync();
        await using var db = host.Contexts.CreateDbContext();
        return (await db.Set<OutboxMessage>().OrderBy(message => message.Id).ToListAsync()).ConvertAll(message => message.Mail());
    }
}
