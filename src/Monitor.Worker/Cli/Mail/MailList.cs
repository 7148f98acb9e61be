using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Mail;

/// <summary><c>monitor mail list</c>: the messages of the outbox, with what came of each.</summary>
internal static class MailList
{
    public static Command Create()
    {
        var (database, json, max) = (new CommandDatabase(), SharedOptions.Json(), RowsMax.Option());
        var command = new Command("list", "Mails and calls, the latest first: to whom, by which way, and what came of each.") { max, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var messages = await db.Set<OutboxMessage>().AsNoTracking().OrderByDescending(message => message.Id).Take(parsed.GetValue(max))
                .Select(MessageShape.OfRow).ToListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                messages.ForEach(lines.Write);
                return;
            }

            var table = new Table().AddColumns("mail", "composed", "to", "subject", "state");
            messages.ForEach(row => table.AddRow(
                new Cell(row.Mail.ToString(CultureInfo.InvariantCulture)), new Cell($"{Show.Instant(row.ComposedAt)}"), new Cell($"{row.To} by {row.By}"),
                new Cell(row.Subject), new Cell(State(row))));
            Results.Write(table);
        });
        return command;
    }

    private static string State(MessageShape row) =>
        row.Reason is { } why && row.State is not OutboxState.Sent ? $"{Show.Words(row.State)}: {why}" : Show.Words(row.State);
}
