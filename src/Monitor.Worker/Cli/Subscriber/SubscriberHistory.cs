using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Storage;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber history</c>: what was sent to a subscriber, what came of it, and why other things were not sent.</summary>
internal static class SubscriberHistory
{
    public static Command Create()
    {
        var (database, json) = (new CommandDatabase(), SharedOptions.Json());
        var name = NamedSubscriber.Argument();
        var last = new Option<int>("--last") { Description = "How many lines at most, the latest first.", DefaultValueFactory = _ => 50, HelpName = "N" };
        var command = new Command("history", "What was sent, when, with what outcome, and why not.") { name, last, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var lines = await LoadAsync(db, subscriber, Math.Max(1, parsed.GetValue(last)), cancellationToken);
            if (parsed.GetValue(json))
            {
                using var output = new JsonLines();
                lines.ForEach(output.Write);
                return;
            }

            var table = new Table().AddColumns("when", "what", "about", "outcome", "why");
            lines.ForEach(line => table.AddRow(
                line.At.ToString("u", CultureInfo.InvariantCulture), line.What, Markup.Escape(line.About), line.Outcome, Markup.Escape(line.Why ?? "")));
            AnsiConsole.Write(table);
        });
        return command;
    }

    private static async Task<List<HistoryLine>> LoadAsync(
        MonitorDbContext db, Subscribers.Subscriber subscriber, int linesMax, CancellationToken cancellationToken)
    {
        var sent = await db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Recipient == subscriber.Name)
            .OrderByDescending(message => message.CreatedAt).Take(linesMax)
            .Select(message => new { message.CreatedAt, message.Key, message.ChannelKind, message.Subject, message.State, message.Reason, message.EndedAt })
            .ToListAsync(cancellationToken);
        var empty = await db.Set<ComposedDigest>().AsNoTracking().Where(digest => digest.SubscriberId == subscriber.Id && digest.MessageKey == null)
            .OrderByDescending(digest => digest.ComposedAt).Take(linesMax).ToListAsync(cancellationToken);
        var held = await db.Set<AlertEntry>().AsNoTracking()
            .Where(entry => entry.SubscriberId == subscriber.Id && entry.State != AlertEntryState.Told)
            .Join(db.Set<AttributionNews>(), entry => entry.NewsId, news => news.Id, (entry, news) => new { Entry = entry, news.EventId })
            .OrderByDescending(one => one.Entry.SeenAt).Take(linesMax)
            .ToListAsync(cancellationToken);
        return
        [
            .. sent.Select(one => new HistoryLine(
                    one.CreatedAt, $"{one.Key.Split('/')[0]} by {one.ChannelKind}", one.Subject, one.State.ToString().ToLowerInvariant(), one.Reason,
                    one.EndedAt))
                .Concat(empty.Select(digest => new HistoryLine(
                    digest.ComposedAt, "digest", $"{digest.LocalDate:yyyy-MM-dd} {digest.Slot}", "not sent", "nothing new", null)))
                .Concat(held.Select(one => new HistoryLine(
                    one.Entry.SeenAt, $"alert by {one.Entry.Channel}", $"event {one.EventId}", one.Entry.State.ToString().ToLowerInvariant(),
                    one.Entry.Reason, one.Entry.EndedAt)))
                .OrderByDescending(line => line.At)
                .Take(linesMax),
        ];
    }

    /// <param name="What">digest, alert or confirm, and by which way.</param>
    /// <param name="Why">What the other side said, or why it was not sent (yet).</param>
    private sealed record HistoryLine(DateTimeOffset At, string What, string About, string Outcome, string? Why, DateTimeOffset? EndedAt);
}
