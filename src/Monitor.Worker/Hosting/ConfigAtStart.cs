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
    /// <exception cref="ConfigException">A file has faults, all named with their places, and the database holds no config to go on with.</exception>
    public static async Task ApplyAsync(IServiceProvider services, string configFolder, CancellationToken cancellationToken)
    {
        // Without the words of languages nothing can be read, whatever the database holds.
        LanguageBook.InForce.ReadAll();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ConfigAtStart).FullName!);
        await using var db = services.GetRequiredService<MonitorDbContextFactory>().CreateDbContext();
        var isFilled = await ConfigStore.StampAsync(db, cancellationToken) > 0;
        try
        {
            await TakeOverAsync(services, db, isFilled, configFolder, logger, cancellationToken);
        }
        catch (ConfigException fault) when (isFilled)
        {
            BrokenFiles(logger, configFolder, fault.Message);
            // Nobody may fall back on the folder's files from here on.
            await services.GetRequiredService<CurrentTagger>().GetAsync(db, cancellationToken);
        }
    }

    private static async Task TakeOverAsync(
        IServiceProvider services, MonitorDbContext db, bool isFilled, string configFolder, ILogger logger, CancellationToken cancellationToken)
    {
        var patternsAllowed = services.GetRequiredService<RulesOptions>().PatternsAllowed;
        if (!isFilled)
        {
            Check(configFolder, patternsAllowed);
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var others = await ConfigStore.TakeOverAsync(db, configFolder, ConfigParts.Of(configFolder), now, cancellationToken);
        if (others.Count > 0)
        {
            // What the database was given last was checked then: reading it again would be half of a start.
            Check(configFolder, patternsAllowed);
            OtherFiles(logger, configFolder, string.Join(", ", others));
        }

        // What was added by hand before the first start does not stand for the folder's list.
        if (!await db.Set<Feed>().AnyAsync(feed => feed.Origin != FeedOrigin.ByHand, cancellationToken))
        {
            await FeedsAsync(db, Path.Combine(configFolder, "feeds.opml"), now, logger, cancellationToken);
        }

        await SubscribersAsync(db, configFolder, now, cancellationToken);
    }

    /// <summary>
    /// Rules and cues are read at start, so that a fault in them is met now and not by the first article. They are not kept: what tags and detects is
    /// made of the database's.
    /// </summary>
    private static void Check(string configFolder, bool patternsAllowed) =>
        AttributionDetector.Load(configFolder, Tagger.Load(configFolder, patternsAllowed).Actors);

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

    /// <summary>Takes the file over where the database has no subscriber yet; it is read in any case, so that its faults are said.</summary>
    private static async Task SubscribersAsync(MonitorDbContext db, string configFolder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = Path.Combine(configFolder, SubscriberConfig.FileName);
        if (!File.Exists(file))
        {
            return;
        }

        var actors = new Lazy<ActorBook>(() => ActorFile.Load(configFolder));
        var config = SubscriberConfig.Read(file, id => actors.Value.Find(id) is not null);
        if (!await db.Set<Subscriber>().AnyAsync(cancellationToken))
        {
            await db.ApplyAsync(config, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(9012, LogLevel.Warning, "{Folder} has faults, nothing of it was taken over, and the worker goes on with what the database holds: {Faults}")]
    private static partial void BrokenFiles(ILogger logger, string folder, string faults);

    [LoggerMessage(9010, LogLevel.Warning, "{Folder} holds other files than the database was given last ({Files}): 'monitor config diff' shows what differs, "
        + "'monitor config apply' takes it over")]
    private static partial void OtherFiles(ILogger logger, string folder, string files);

    [LoggerMessage(9011, LogLevel.Warning, "{File}: not taken over: {Fault}")]
    private static partial void FeedLeftOut(ILogger logger, string file, string fault);
}
