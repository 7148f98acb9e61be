using System.CommandLine;
using Monitor.Audit;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber leave</c>: send nothing to a subscriber any more.</summary>
internal static class SubscriberLeave
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var command = new Command("leave", "Send nothing to the subscriber any more.") { name };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            subscriber.Leave(now);
            db.Record(Deed.SubscriberSignedOff, Environment.UserName, $"subscriber {subscriber.Name}", now);
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine($"{subscriber.Name} has left");
        });
        return command;
    }
}
