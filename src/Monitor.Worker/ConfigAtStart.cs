using Microsoft.EntityFrameworkCore;
using Monitor.Attributions;
using Monitor.Feeds;
using Monitor.Net;
using Monitor.Rules;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Worker;

/// <summary>What a start does with the config folder: everything in it is read and checked, and an empty database takes it over.</summary>
public static class ConfigAtStart
{
    /// <exception cref="ConfigException">A file has faults; all are named with their places.</exception>
    public static async Task ApplyAsync(IServiceProvider services, string configFolder, CancellationToken cancellationToken)
    {
        // Rules and cues are compiled at start, so that a fault in them is met now and not by the first article.
        services.GetRequiredService<Tagger>();
        services.GetRequiredService<AttributionDetector>();

        await using var db = services.GetRequiredService<MonitorDbContextFactory>().CreateDbContext();
        if (!await db.Set<Feed>().AnyAsync(cancellationToken))
        {
            await FeedsAsync(db, Path.Combine(configFolder, "feeds.opml"), services.GetRequiredService<TimeProvider>(), cancellationToken);
        }

        if (!await db.Set<Subscriber>().AnyAsync(cancellationToken))
        {
            await SubscribersAsync(db, Path.Combine(configFolder, "subscribers.yaml"), services.GetRequiredService<TimeProvider>(), cancellationToken);
        }
    }

    private static async Task FeedsAsync(MonitorDbContext db, string file, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        if (Opml.Read(await File.ReadAllBytesAsync(file, cancellationToken)) is not OpmlReadResult.Read read)
        {
            throw new SettingsException($"{file}: this is no OPML");
        }

        var now = clock.GetUtcNow();
        var outlets = new Dictionary<string, Outlet>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (outline, folders) in read.Document.Feeds())
        {
            if (!Uri.TryCreate(outline.FeedUrl, UriKind.Absolute, out var address) || WebAddress.Refusal(address) is not null)
            {
                throw new SettingsException($"{file}: \"{outline.FeedUrl}\" is no address of a feed");
            }

            if (seen.Add(OpmlDocument.Key(outline.FeedUrl)))
            {
                var title = outline.Title ?? outline.Text ?? address.Host;
                var name = outline.Outlet ?? title;
                if (!outlets.TryGetValue(name, out var outlet))
                {
                    outlets[name] = outlet = new Outlet { Name = name, SpeaksFor = outline.SpeaksFor, Site = outline.SiteUrl };
                }

                var feed = Feed.Of(address, title, outlet, now);
                feed.Folder = string.Join('/', folders);
                db.Add(feed);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task SubscribersAsync(MonitorDbContext db, string file, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        var content = SubscriberConfig.Read(file);
        if (content.Faults.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, content.Faults));
        }

        await db.ApplyAsync(content.Subscribers, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
