using System.CommandLine;
using System.Globalization;
using Monitor.Delivery.Bounces;
using Monitor.Subscribers.Refusals;
using Monitor.Worker.Json;
using Spectre.Console;

namespace Monitor.Worker.Cli.Mail;

/// <summary>
/// <c>monitor mail bounces DIR|MBOX</c>: reads reports of mails that could not be delivered, and writes no more to addresses that nobody has,
/// or that refused on three days; reads complaints, and writes no more of what a reader calls junk.
/// </summary>
internal static class MailBounces
{
    private const int LineCharactersMax = 80;

    public static Command Create()
    {
        var database = new CommandDatabase();
        var path = new Argument<string>("DIR|MBOX") { Description = "A folder of mails (a Maildir, or .eml files), or an mbox file." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what the reports say." };
        var json = SharedOptions.Json();
        var command = new Command("bounces", "Read reports of mails that came back, and write no more to who refuses.") { path, dry, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = parsed.GetRequiredValue(path);
            if (!Directory.Exists(from) && !File.Exists(from))
            {
                throw new CommandFailure($"there is no folder or file {from}");
            }

            var contexts = parsed.GetValue(dry)
                ? await database.OpenToReadAsync(parsed, cancellationToken)
                : await database.OpenAsync(parsed, cancellationToken);
            using var lines = parsed.GetValue(json) ? new JsonLines() : null;
            var (mails, reports, complaints, faults) = (0, 0, 0, 0);
            foreach (var file in BounceFiles.Read(from))
            {
                cancellationToken.ThrowIfCancellationRequested();
                mails++;
                if (file.Mail is null)
                {
                    faults++;
                    await Console.Error.WriteLineAsync($"{file.Name} {file.Fault}; left out");
                    continue;
                }

                using var mail = file.Mail;
                (IReadOnlyList<Bounce> Bounces, Complaint? Complaint) read = (BounceReader.Read(mail), ComplaintReader.Read(mail));
                reports += read.Bounces.Count > 0 ? 1 : 0;
                complaints += read.Complaint is null ? 0 : 1;
                await using var db = contexts.CreateDbContext();
                var now = TimeProvider.System.GetUtcNow();
                var taken = parsed.GetValue(dry)
                    ? await db.TakeReportsAsync(file.Name, read.Bounces, read.Complaint, mail.Date, now, isDry: true, cancellationToken)
                    : await db.TakeReportsAsync(
                        file.Name, read.Bounces, read.Complaint, mail.Date, Environment.UserName, now, cancellationToken);
                foreach (var line in taken)
                {
                    Print(lines, line);
                }
            }

            await Console.Error.WriteLineAsync(
                $"{Count(mails, "mail")}: {Count(reports, "report")} of failed delivery, {Count(complaints, "complaint")}, {faults} left out");
            return faults == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }

    private static void Print(JsonLines? lines, TakenReport line)
    {
        if (lines is not null)
        {
            lines.Write(line);
            return;
        }

        // Sentences, which nobody reads on a line of two hundred characters.
        var console = Results.Terminal(LineCharactersMax);
        var who = line.Subscriber ?? (line.Recipient.Length > 0 ? line.Recipient : "somebody");
        console.Write(new Spectre.Console.Text($"{who}: {Words(line.Kind)}{(line.Status.Length > 0 ? $" ({line.Status})" : "")}: {line.Result}\n"));
        if (line.Said.Length > 0)
        {
            console.Write(new Padder(new Spectre.Console.Text(line.Said), new Padding(4, 0, 0, 0)));
        }
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Words(string kind) => kind == "passing" ? "not now" : kind.Replace('-', ' ');
}
