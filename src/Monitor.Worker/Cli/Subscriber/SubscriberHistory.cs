using System.CommandLine;
using System.Globalization;
using Monitor.Digests;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Subscriber;

/// <summary><c>monitor subscriber history</c>: what was sent to a subscriber, what came of it, and why other things were not sent.</summary>
internal static class SubscriberHistory
{
    public static Command Create()
    {
        var (database, json, max) = (new CommandDatabase(), SharedOptions.Json(), RowsMax.Option());
        var name = NamedSubscriber.Argument();
        var command = new Command("history", "What was sent, when, with what outcome, and why not.") { name, max, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var subscriber = await NamedSubscriber.FindAsync(db, parsed.GetRequiredValue(name), cancellationToken);
            var lines = await db.HistoryOfAsync(subscriber, parsed.GetValue(max), cancellationToken);
            if (parsed.GetValue(json))
            {
                using var output = new JsonLines();
                lines.ForEach(output.Write);
                return;
            }

            var table = new Table().AddColumns("when", "what", "about", "outcome", "why");
            lines.ForEach(line => table.AddRow(
                line.At.ToString("u", CultureInfo.InvariantCulture), line.What, Markup.Escape(line.About), line.Outcome, Markup.Escape(line.Why ?? "")));
            Results.Write(table);
        });
        return command;
    }
}
