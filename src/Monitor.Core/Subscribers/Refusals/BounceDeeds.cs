using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Delivery.Bounces;
using Monitor.Storage;

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
        var taken = await db.TakeReportsAsync(
            file.Name, BounceReader.Read(mail), ComplaintReader.Read(mail), mail.Date, now, isDry: false, cancellationToken);
        if (taken.Count == 0)
        {
            return new DeedOutcome.Unusable("", $"{file.Name} reports no failed delivery, and complains of nothing");
        }

        db.Record(Deed.BouncesTaken, author, $"file {file.Name}", now, to: $"{taken.Count} report{(taken.Count == 1 ? "" : "s")}");
        await db.SaveChangesAsync(cancellationToken);
        return new DeedOutcome.Done(string.Join("; ", taken.Select(one => $"{one.Subscriber ?? "nobody of ours"}: {one.Result}")));
    }
}
