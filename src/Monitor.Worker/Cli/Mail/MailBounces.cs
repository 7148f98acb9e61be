using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Bounces;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Mail;

/// <summary>
/// <c>monitor mail bounces DIR|MBOX</c>: reads reports of mails that could not be delivered, and writes no more to addresses that nobody has,
/// or that refused on three days.
/// </summary>
internal static class MailBounces
{
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
            var (mails, reports, faults) = (0, 0, 0);
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
                var bounces = BounceReader.Read(mail);
                reports += bounces.Count > 0 ? 1 : 0;
                foreach (var bounce in bounces)
                {
                    await using var db = contexts.CreateDbContext();
                    Print(lines, file.Name, bounce, await TakeAsync(db, bounce, mail.Date, parsed.GetValue(dry), cancellationToken));
                }
            }

            await Console.Error.WriteLineAsync($"{mails} mails, {reports} reports of failed delivery, {faults} left out");
            return faults == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }

    /// <summary>What came of a report, in words.</summary>
    internal static async Task<(string? Subscriber, string Result)> TakeAsync(
        MonitorDbContext db, Bounce bounce, DateTimeOffset date, bool isDry, CancellationToken cancellationToken)
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
        var isNoSuchUser = bounce.Kind is BounceKind.NoSuchUser
            && await db.Set<OutboxMessage>().IsMailToAsync(subscriber.Name, bounce.MessageId, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        // A report dates itself; one from the future, or without a date, is of today.
        var at = date > DateTimeOffset.UnixEpoch && date < now + Skew ? date : now;
        var suppressed = await db.RecordRefusalAsync(
            new MailRefusal
            {
                Address = subscriber.Address,
                Day = DateOnly.FromDateTime(at.UtcDateTime),
                NoSuchUser = isNoSuchUser,
                Reason = bounce.Said.Replace(subscriber.Address, "(the recipient)", StringComparison.OrdinalIgnoreCase),
            },
            at,
            cancellationToken);
        return (subscriber.Name, suppressed.Count > 0 ? "nothing more is mailed to it" : subscriber.IsSuppressed ? "known: nothing is mailed to it" : "noted");
    }

    private static Task<Subscribers.Subscriber?> OfAsync(MonitorDbContext db, IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        db.Set<Subscribers.Subscriber>().AsNoTracking().WithAddress(addresses).OrderBy(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    private static void Print(JsonLines? lines, string file, Bounce bounce, (string? Subscriber, string Result) taken)
    {
        if (lines is not null)
        {
            lines.Write(new { file, bounce.Recipient, bounce.Kind, bounce.Status, bounce.Said, taken.Subscriber, taken.Result });
            return;
        }

        var who = taken.Subscriber ?? bounce.Recipient;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {Words(bounce.Kind)} {bounce.Status}: {bounce.Said} – {taken.Result}"));
    }

    private static string Words(BounceKind kind) => kind switch
    {
        BounceKind.NoSuchUser => "no such user",
        BounceKind.Refused => "refused",
        _ => "not now",
    };
}
