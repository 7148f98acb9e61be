using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Subscribers.Deeds;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber list</c>: all subscribers.</summary>
internal static class SubscriberList
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var json = SharedOptions.Json();
        var command = new Command("list", "List the subscribers.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            var now = TimeProvider.System.GetUtcNow();
            await using var db = contexts.CreateDbContext();
            var subscribers = await db.Set<Subscribers.Subscriber>().AsNoTracking().OrderBy(subscriber => subscriber.Name).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                subscribers.ForEach(one => lines.Write(SubscriberShape.Of(one, now)));
                return;
            }

            var table = new Table().AddColumns("name", "address", "zone", "digests", "alert rules", "state");
            foreach (var one in subscribers)
            {
                table.AddRow(
                    one.Name,
                    Markup.Escape(one.Address),
                    one.Settings.TimeZone,
                    string.Join(", ", one.Settings.Digests.Select(slot => slot.Name)),
                    Markup.Escape(string.Join(", ", one.Settings.Alerts.Select(rule => rule.Name))),
                    Markup.Escape(one.InWords(now)));
            }

            Results.Write(table);
        });
        return command;
    }
}
