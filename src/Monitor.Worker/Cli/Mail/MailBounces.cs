using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;
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

    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

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

            var contexts = await database.OpenAsync(parsed, cancellationToken);
            using var lines = parsed.GetValue(json) ? new JsonLines() : null;
            // Sentences, which nobody reads on a line of two hundred characters.
            AnsiConsole.Profile.Width = Math.Min(AnsiConsole.Profile.Width, LineCharactersMax);
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
                foreach (var line in await TakeAllAsync(db, file.Name, read, mail.Date, parsed.GetValue(dry), cancellationToken))
                {
                    Print(lines, line);
                }
            }

            if (reports + complaints > 0 && !parsed.GetValue(dry))
            {
                await using var db = contexts.CreateDbContext();
                db.Record(
                    Deed.BouncesTaken, Environment.UserName, $"file {Path.GetFileName(Path.TrimEndingDirectorySeparator(from))}",
                    TimeProvider.System.GetUtcNow(), to: $"{Count(reports, "report")}, {Count(complaints, "complaint")}");
                await db.SaveChangesAsync(cancellationToken);
            }

            await Console.Error.WriteLineAsync(
                $"{Count(mails, "mail")}: {Count(reports, "report")} of failed delivery, {Count(complaints, "complaint")}, {faults} left out");
            return faults == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }

    /// <summary>Takes each thing that a mail says, in its order; a line each.</summary>
    private static async Task<IReadOnlyList<Line>> TakeAllAsync(
        MonitorDbContext db, string file, (IReadOnlyList<Bounce> Bounces, Complaint? Complaint) read, DateTimeOffset date, bool isDry,
        CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        // A report dates itself; one from the future, or without a date, is of today.
        var at = date > DateTimeOffset.UnixEpoch && date < now + Skew ? date : now;
        var lines = new List<Line>();
        foreach (var bounce in read.Bounces)
        {
            var (subscriber, result) = await TakeAsync(db, bounce, at, now, isDry, cancellationToken);
            lines.Add(new Line(file, bounce.Recipient, Kebab(bounce.Kind), bounce.Status, bounce.Said, subscriber, result));
        }

        if (read.Complaint is { } complaint)
        {
            var (subscriber, result) = await db.RecordComplaintAsync(complaint, at, now, isDry, cancellationToken);
            lines.Add(new Line(file, complaint.Recipient ?? "", "complaint", "", "", subscriber, result));
        }

        return lines;
    }

    /// <summary>What came of a report, in words.</summary>
    internal static async Task<(string? Subscriber, string Result)> TakeAsync(
        MonitorDbContext db, Bounce bounce, DateTimeOffset at, DateTimeOffset now, bool isDry, CancellationToken cancellationToken)
    {
        var subscriber = await OfAsync(db, [bounce.Recipient], cancellationToken) ?? await OfAsync(db, bounce.Aliases, cancellationToken);
        if (subscriber is null)
        {
            return (null, "nobody's address here");
        }

        if (bounce.Kind is BounceKind.Passing)
        {
            return (subscriber.Name, "may pass: nothing changed");
        }

        if (isDry)
        {
            return (subscriber.Name, "not noted: --dry-run");
        }

        // Anybody can write such a report: at once it counts only where it brings back a mail that they were sent.
        var key = await db.Set<OutboxMessage>().FindMailToAsync(subscriber.Name, bounce.MessageId, cancellationToken);
        var isNoSuchUser = bounce.Kind is BounceKind.NoSuchUser && key is not null;
        var said = bounce.Said.Replace(subscriber.Address, "(the recipient)", StringComparison.OrdinalIgnoreCase);
        if (key is not null)
        {
            await db.CameBackAsync(key, $"came back: {said}", cancellationToken);
        }

        var suppressed = await db.RecordRefusalAsync(
            new MailRefusal
            {
                Address = subscriber.Address,
                Day = DateOnly.FromDateTime(at.UtcDateTime),
                NoSuchUser = isNoSuchUser,
                Reason = said,
            },
            at,
            cancellationToken);
        return (subscriber.Name, suppressed.Count > 0 ? "nothing more is mailed to it" : subscriber.IsSuppressed ? "known: nothing is mailed to it" : "noted");
    }

    private static Task<Subscribers.Subscriber?> OfAsync(MonitorDbContext db, IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        db.Set<Subscribers.Subscriber>().AsNoTracking().WithAddress(addresses).OrderBy(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    private static void Print(JsonLines? lines, Line line)
    {
        if (lines is not null)
        {
            lines.Write(line);
            return;
        }

        var who = line.Subscriber ?? (line.Recipient.Length > 0 ? line.Recipient : "somebody");
        AnsiConsole.Write(new Spectre.Console.Text($"{who}: {Words(line.Kind)}{(line.Status.Length > 0 ? $" ({line.Status})" : "")}: {line.Result}\n"));
        if (line.Said.Length > 0)
        {
            AnsiConsole.Write(new Padder(new Spectre.Console.Text(line.Said), new Padding(4, 0, 0, 0)));
        }
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Kebab(BounceKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static string Words(string kind) => kind == "passing" ? "not now" : kind.Replace('-', ' ');

    private sealed record Line(string File, string Recipient, string Kind, string Status, string Said, string? Subscriber, string Result);
}
