using Monitor.Accounts;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;

namespace Monitor.Pipeline;

/// <summary>What is done with digests by hand.</summary>
public static class DigestDeeds
{
    /// <summary>Puts a subscriber's digest into the outbox now, out of its slot; the one at the usual time tells what comes after.</summary>
    public static async Task<DeedOutcome> SendNowAsync(
        this NotifyRun notify, Subscriber subscriber, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notify);
        ArgumentNullException.ThrowIfNull(subscriber);
        if (subscriber.WhyNoDigest(now) is { } why)
        {
            return new DeedOutcome.Refused($"no digest is sent: {why}");
        }

        var report = await notify.SendDigestAsync(subscriber, author, cancellationToken);
        return report.DidWork ? new DeedOutcome.Done("the digest is in the outbox") : new DeedOutcome.Refused(string.Join("; ", report.Skipped));
    }
}
