using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Delivery;
using Monitor.Pipeline;
using Monitor.Worker.Cli.Subscriber;

namespace Monitor.Worker.Cli.Digest;

/// <summary>The subscriber that a command names, and the run that composes digests.</summary>
internal static class SubscriberDigests
{
    public static async Task<(NotifyRun Notify, Subscribers.Subscriber Subscriber)> OpenAsync(
        ParseResult parsed, CommandDatabase database, string? config, string name, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = await CommandDatabase.OpenToReadAsync(settings, cancellationToken);
        await using var db = contexts.CreateDbContext();
        var subscriber = await NamedSubscriber.FindAsync(db, name, cancellationToken);
        var tagger = await StoredActors.TaggerAsync(db, config, cancellationToken);
        var notify = new NotifyRun(
            contexts,
            (_, _) => Task.FromResult(tagger),
            settings.GetSection(AlertOptions.Section).Get<AlertOptions>() ?? new AlertOptions(),
            settings.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new DeliveryOptions(),
            TimeProvider.System,
            NullLogger<NotifyRun>.Instance);
        return (notify, subscriber);
    }
}
