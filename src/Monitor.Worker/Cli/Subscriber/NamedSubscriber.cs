using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary>A subscriber of the database as a command names it.</summary>
internal static class NamedSubscriber
{
    public static Argument<string> Argument() => new("SUBSCRIBER") { Description = "The subscriber's lasting name, such as desk." };

    public static async Task<Subscribers.Subscriber> FindAsync(MonitorDbContext db, string name, CancellationToken cancellationToken) =>
        await db.Set<Subscribers.Subscriber>().SingleOrDefaultAsync(subscriber => subscriber.Name == name, cancellationToken)
        ?? throw new CommandFailure($"there is no subscriber \"{name}\"; 'monitor subscriber list' lists them");
}
