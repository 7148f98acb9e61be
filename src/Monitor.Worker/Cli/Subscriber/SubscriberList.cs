using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Monitor.Worker.Json;
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
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscribers = await db.Set<Subscribers.Subscriber>().AsNoTracking().OrderBy(subscriber => subscriber.Name).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                subscribers.ForEach(one => lines.Write(new
                {
                    one.Name,
                    one.Address,
                    one.ConfirmedAt,
                    one.Left,
                    one.FromFile,
                    one.NextDigestAt,
                    one.SuppressedAt,
                    one.SuppressedReason,
                    one.Settings,
                }));
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
                    one.Left ? "left"
                        : one.ConfirmedAt is null ? "not confirmed"
                        : one.IsSuppressed ? Markup.Escape($"no mail since {one.SuppressedAt:yyyy-MM-dd}: {one.SuppressedReason}")
                        : "confirmed");
            }

            AnsiConsole.Write(table);
        });
        return command;
    }
}
