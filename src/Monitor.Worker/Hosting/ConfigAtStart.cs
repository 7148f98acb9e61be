using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Feeds;
using Monitor.Feeds.Opml;
using Monitor.Languages;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Hosting;

/// <summary>What a start does with the config folder: everything in it is read and checked, and an empty database takes it over.</summary>
public static partial class ConfigAtStart
{
    /// <exception cref="ConfigException">A file has faults; all are named with their places.</exception>
    public static async Task ApplyAsync(IServiceProvider services, string configFolder, CancellationToken cancellationToken)
    {
        // Words, rules and cues are read at start, so that a fault in them is met now and not by the first article.
        LanguageBook.InForce.ReadAll();
        services.GetRequiredService<AttributionDetector>();
        var tagger = services.GetRequiredService<Tagger>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ConfigAtStart).FullName!);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = services.GetRequiredService<MonitorDbContextFactory>().CreateDbContext();
        var others = await ConfigStore.TakeOverAsync(db, configFolder, ConfigParts.Of(configFolder), now, cancellationToken);
        if (others.Count > 0)
        {
            OtherFiles(logger, configFolder, string.Join(", ", others));
        }

        // What was added by hand before the first start does not stand for the folder's list.
        if (!await db.Set<Feed>().AnyAsync(feed => feed.Origin != FeedOrigin.ByHand, cancellationToken))
        {
            await FeedsAsync(db, Path.Combine(configFolder, "feeds.opml"), now, logger, cancellationToken);
        }

        if (!await db.Set<Subscriber>().AnyAsync(cancellationToken))
        {
            await SubscribersAsync(db, Path.Combine(configFolder, SubscriberConfig.FileName), tagger.Actors, now, cancellationToken);
        }
    }

    private static async Task FeedsAsync(MonitorDbContext db, string file, DateTimeOffset now, ILogger logger, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        if (Opml.Read(await File.ReadAllBytesAsync(file, cancellationToken)) is not OpmlReadResult.Read read)
        {
            throw new SettingsException($"{file}: this is no OPML");
        }

        var report = await FeedList.ImportAsync(db, read.Document, FeedOrigin.Config, now, cancellationToken);
        foreach (var fault in report.Faults)
        {
            FeedLeftOut(logger, file, fault);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task SubscribersAsync(MonitorDbContext db, string file, ActorBook actors, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        await db.ApplyAsync(SubscriberConfig.Read(file, id => actors.Find(id) is not null), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(9010, LogLevel.Warning, "{Folder} holds other files than the database was given last ({Files}): 'monitor config diff' shows what differs, "
        + "'monitor config apply' takes it over")]
    private static partial void OtherFiles(ILogger logger, string folder, string files);

    [LoggerMessage(9011, LogLevel.Warning, "{File}: not taken over: {Fault}")]
    private static partial void FeedLeftOut(ILogger logger, string file, string fault);
}
