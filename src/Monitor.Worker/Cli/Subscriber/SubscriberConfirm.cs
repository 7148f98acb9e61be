using System.CommandLine;
using Monitor.Audit;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber confirm</c>: the address is the subscriber's.</summary>
internal static class SubscriberConfirm
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var again = new Option<bool>("--send-link") { Description = "Do not confirm it: send the link once more that does." };
        var command = new Command("confirm", "Say that the address is the subscriber's: from now on digests and alerts are sent to it. It also takes in again "
            + "who had left.") { name, again };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            if (subscriber.Address.Length == 0)
            {
                throw new CommandFailure($"{subscriber.Name} was removed and has no address; 'monitor subscriber add {subscriber.Name} ADDRESS' adds it again");
            }

            if (parsed.GetValue(again))
            {
                subscriber.ConfirmationDue = subscriber.AwaitedAddress is not null;
                Console.WriteLine(subscriber.ConfirmationDue ? $"{subscriber.Name}: a link is sent" : $"{subscriber.Name} is confirmed already");
            }
            else
            {
                var now = TimeProvider.System.GetUtcNow();
                db.Record(Deed.SubscriberConfirmed, Environment.UserName, $"subscriber {subscriber.Name}", now);
                subscriber.Confirm(now, await db.LastChangeAsync(cancellationToken));
                await db.ForgetRefusalsAsync(subscriber.Address, cancellationToken);
                Console.WriteLine($"{subscriber.Name} is confirmed");
            }

            await db.SaveChangesAsync(cancellationToken);
        });
        return command;
    }
}
