using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Delivery.Bounces;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Subscribers.Refusals;

/// <summary>What is done with a mail that came back and was handed in.</summary>
public static class BounceDeeds
{
    /// <summary>Takes the report of failed delivery, or the complaint, that a mail is: who refuses is written to no more.</summary>
    /// <param name="name">What the file is called, without its folder.</param>
    public static async Task<DeedOutcome> TakeMailAsync(
        this MonitorDbContext db, string name, byte[] bytes, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var file = BounceFiles.Of(name, bytes);
        if (file.Mail is null)
        {
            return new DeedOutcome.Unusable("", $"{file.Name} {file.Fault}");
        }

        using var mail = file.Mail;
        var (bounces, complaint) = (BounceReader.Read(mail), ComplaintReader.Read(mail));
        var taken = await db.TakeReportsAsync(file.Name, bounces, complaint, mail.Date, author, now, cancellationToken);
        return taken.Count == 0
            ? new DeedOutcome.Unusable("", $"{file.Name} reports no failed delivery, and complains of nothing")
            : new DeedOutcome.Done(string.Join("; ", taken.Select(one => $"{one.Subscriber ?? "nobody of ours"}: {one.Result}")));
    }

    /// <summary>Takes each thing that a mail says; what it changes and its line in the audit log are one commit.</summary>
    /// <param name="file">What it was read from; the log leaves its folder out.</param>
    /// <param name="date">As the mail dates itself.</param>
    public static async Task<IReadOnlyList<TakenReport>> TakeReportsAsync(
        this MonitorDbContext db, string file, IReadOnlyList<Bounce> bounces, Complaint? complaint, DateTimeOffset date, string author, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        var taken = await db.TakeReportsAsync(file, bounces, complaint, date, now, isDry: false, cancellationToken);
        if (taken.Count > 0)
        {
            db.Record(Deed.BouncesTaken, author, $"file {Path.GetFileName(file)}", now, to: EnglishCount.Of(taken.Count, "report"));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return taken;
    }
}
