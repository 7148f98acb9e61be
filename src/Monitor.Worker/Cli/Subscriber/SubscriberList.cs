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
                    State = State(one),
                    one.NewAddress,
                    one.ConfirmedAt,
                    one.Left,
                    one.DigestOffAt,
                    one.AlertsOffAt,
                    one.PausedUntil,
                    one.FromFile,
                    one.ByHand,
                    one.SignedUp,
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
                    Markup.Escape(State(one)));
            }

            AnsiConsole.Write(table);
        });
        return command;
    }

    /// <summary>"confirmed, no digest, by hand: length".</summary>
    private static string State(Subscribers.Subscriber one)
    {
        var now = TimeProvider.System.GetUtcNow();
        string?[] parts =
        [
            one.LeftByWish ? "left" : one.Left ? "removed" : one.ConfirmedAt is null ? "not confirmed" : "confirmed",
            one.IsSuppressed ? $"no mail since {one.SuppressedAt:yyyy-MM-dd}: {one.SuppressedReason}" : null,
            one.NewAddress is null ? null : "new address not confirmed",
            one.DigestOffAt is null ? null : "no digest",
            one.AlertsOffAt is null ? null : "no alerts by mail",
            one.PausedUntil > now ? $"paused until {one.PausedUntil:u}" : null,
            one.ByHand.Count == 0 ? null : $"by hand: {string.Join(", ", one.ByHand)}",
        ];
        return string.Join(", ", parts.OfType<string>());
    }
}
