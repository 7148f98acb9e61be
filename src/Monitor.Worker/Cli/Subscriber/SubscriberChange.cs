using System.CommandLine;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary>What the commands share that change one subscriber.</summary>
internal static class SubscriberChange
{
    public static Command Command(string verb, string help, Func<Subscribers.Subscriber, string> change)
    {
        var database = new CommandDatabase();
        var name = NamedSubscriber.Argument();
        var command = new Command(verb, help) { name };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var said = change(await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            Console.WriteLine(said);
        });
        return command;
    }
}
