using Microsoft.EntityFrameworkCore;
using Monitor.Attributions;
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
        if (!await db.Set<Subscriber>().AnyAsync(cancellationToken))
        {
            await SubscribersAsync(db, Path.Combine(configFolder, "subscribers.yaml"), services.GetRequiredService<TimeProvider>(), cancellationToken);
        }
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
