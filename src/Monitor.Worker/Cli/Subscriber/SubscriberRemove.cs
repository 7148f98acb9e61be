using System.CommandLine;
using Monitor.Audit;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber remove</c>: take a subscriber out, and forget the address.</summary>
internal static class SubscriberRemove
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var command = new Command(
            "remove", "Send nothing to the subscriber any more and forget the address. What was told stays known, so that the name can be added again.")
        {
            name,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            if (subscriber.FromFile && !subscriber.Left)
            {
                throw new CommandFailure($"{subscriber.Name} stands in the config file, and the next 'config apply' would bring it back: take it out there");
            }

            db.Record(Deed.SubscriberRemoved, Environment.UserName, $"subscriber {subscriber.Name}", TimeProvider.System.GetUtcNow());
            await db.RemoveAsync(subscriber, cancellationToken);
            Console.WriteLine($"{subscriber.Name} is removed");
        });
        return command;
    }
}
