using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents;
using Monitor.Audit;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber mute</c>: hold alerts back for a time.</summary>
internal static class SubscriberMute
{
    /// <summary>An event takes accusations for 14 days; a longer silence would only hold back the next one.</summary>
    private static readonly TimeSpan MuteFor = TimeSpan.FromDays(14);

    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var ongoing = new Argument<long?>("EVENT")
        {
            Description = "The number of the attribution event; none for all alerts.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var until = new Option<string?>("--until")
        {
            Description = "When the silence ends (default: in 14 days), such as 2021-08-01T08:00Z.",
            HelpName = "INSTANT",
        };
        var command = new Command("mute", "Hold back the alerts of an event, or all alerts, for a time.") { name, ongoing, until };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            if (parsed.GetValue(ongoing) is { } number && !await db.Set<AttributionEvent>().AnyAsync(one => one.Id == number, cancellationToken))
            {
                throw new CommandFailure($"there is no attribution event {number}; 'monitor attributions list' lists them");
            }

            var now = TimeProvider.System.GetUtcNow();
            var silence = new Silence
            {
                SubscriberId = subscriber.Id,
                EventKey = parsed.GetValue(ongoing)?.ToString(CultureInfo.InvariantCulture),
                From = now,
                Until = SharedOptions.Instant(parsed.GetValue(until), "--until") ?? now + MuteFor,
            };
            db.Add(silence);
            db.Record(
                Deed.EventMuted, Environment.UserName, silence.EventKey is { } key ? $"event {key}" : "all events", now,
                to: $"for {subscriber.Name} until {silence.Until:u}");
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"{subscriber.Name}: {(silence.EventKey is null ? "all alerts" : $"event {silence.EventKey}")} silent until {silence.Until:u}");
        });
        return command;
    }
}
