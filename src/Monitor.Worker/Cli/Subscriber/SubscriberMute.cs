using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber mute</c>: hold alerts back for a time.</summary>
internal static class SubscriberMute
{
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
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = parsed.GetRequiredValue(name);
            var deed = await db.MuteAsync(
                subscriber, parsed.GetValue(ongoing), SharedOptions.Instant(parsed.GetValue(until), "--until"), Environment.UserName,
                TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
