using System.CommandLine;
using Monitor.Subscribers.Deeds;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber pause</c>: send nothing for a time.</summary>
internal static class SubscriberPause
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var until = new Option<string?>("--until") { Description = "When it ends, such as 2026-08-01T08:00Z.", HelpName = "INSTANT" };
        var end = new Option<bool>("--end") { Description = "End it now." };
        var command = new Command("pause", "Send nothing until an instant; the digest after it tells what came meanwhile.") { name, until, end };
        command.Validators.Add(result =>
        {
            if (result.GetValue(until) is null == !result.GetValue(end))
            {
                result.AddError("give --until INSTANT or --end");
            }
        });
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = parsed.GetRequiredValue(name);
            var deed = await db.PauseSubscriberAsync(
                subscriber, SharedOptions.Instant(parsed.GetValue(until), "--until"), Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.PrintOfSubscriber(parsed, subscriber);
        });
        return command;
    }
}
