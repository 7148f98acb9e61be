using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Delivery.Channels;
using Monitor.Storage;

namespace Monitor.Delivery;

/// <summary>What can be done with the outbox by hand, each as one commit.</summary>
public static class OutboxDeeds
{
    /// <summary>
    /// Has a message sent again under the same <c>Message-ID</c>, at the next tick: one that was given up, one that waits for its next try, or one that
    /// the other side says it has, where the reader does not find it. What it tells is not composed anew.
    /// </summary>
    public static async Task<DeedOutcome> SendAgainAsync(
        this MonitorDbContext db, long messageId, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == messageId, cancellationToken) is not { } message)
        {
            return new DeedOutcome.Missing($"there is no message {messageId}");
        }

        if (WhyNotAgain(message) is { } why)
        {
            return new DeedOutcome.Refused(why);
        }

        var reason = $"to be sent again, says {author}";
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        var changed = await db.Set<OutboxMessage>()
            // As it was read: whoever claimed it meanwhile sends it anyway.
            .Where(one => one.Id == messageId && one.AttemptNumber == message.AttemptNumber && one.State == message.State)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(one => one.State, OutboxState.Pending)
                    .SetProperty(one => one.DueAt, now)
                    .SetProperty(one => one.UnknownOutcomes, 0)
                    .SetProperty(one => one.Deferrals, 0)
                    .SetProperty(one => one.Reason, reason),
                cancellationToken);
        if (changed == 0)
        {
            return new DeedOutcome.Refused("it is being sent just now");
        }

        db.Record(Deed.MessageSentAgain, author, $"message {message.Key}", now, from: message.State.ToString());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var paused = await db.Set<HaltedWay>().AsNoTracking().SingleOrDefaultAsync(way => way.ChannelKind == message.ChannelKind, cancellationToken);
        return new DeedOutcome.Done(paused is null
            ? "it is sent again at the next tick"
            : $"it is sent again when messages leave by {message.ChannelKind} again: {paused.Reason}");
    }

    /// <summary>Why a message cannot be sent again; null where it can. Pure.</summary>
    public static string? WhyNotAgain(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Content.Length == 0 ? "what it said is no longer kept" : WhyNotAgain(message.State);
    }

    /// <summary>The same, of one whose content is kept. Pure.</summary>
    public static string? WhyNotAgain(OutboxState state) => state switch
    {
        OutboxState.Sending => "it is being sent just now",
        OutboxState.Withdrawn => "it was taken back: a later message tells the same",
        _ => null,
    };

    /// <summary>Lets nothing leave by a kind of channel until it is resumed; all of it waits, and nothing is lost.</summary>
    public static async Task<DeedOutcome> PauseWayAsync(
        this MonitorDbContext db, string channelKind, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(author);
        if (ChannelKinds.Of(channelKind) is null)
        {
            return new DeedOutcome.Missing($"there is no kind of channel \"{channelKind}\": {string.Join(", ", ChannelKinds.All.Select(one => one.Kind))}");
        }

        var name = author.Length > AuditEntry.WhoCharactersMax ? author[..AuditEntry.WhoCharactersMax] : author;
        var way = await db.Set<HaltedWay>().SingleOrDefaultAsync(one => one.ChannelKind == channelKind, cancellationToken);
        if (way?.PausedBy is { } other)
        {
            return new DeedOutcome.Done($"{channelKind} is paused already, by {other} since {way.Since:u}");
        }

        if (way is null)
        {
            db.Add(new HaltedWay
            {
                ChannelKind = channelKind,
                Since = now,
                Reason = $"paused by {name}",
                NeedsOperator = true,
                Tries = 0,
                NextTryAt = now,
                PausedBy = name,
            });
        }
        else
        {
            (way.PausedBy, way.Reason, way.NeedsOperator) = (name, $"paused by {name}; before that: {way.Reason}", true);
            way.Reason = way.Reason.Length > 1000 ? way.Reason[..1000] : way.Reason;
        }

        db.Record(Deed.WayPaused, author, $"way {channelKind}", now);
        await db.SaveChangesAsync(cancellationToken);
        return new DeedOutcome.Done($"nothing leaves by {channelKind} until it is resumed; what is under way just now ends");
    }

    /// <summary>Lets a kind of channel try again at once, whether it was paused or stood still by itself.</summary>
    public static async Task<DeedOutcome> ResumeWayAsync(
        this MonitorDbContext db, string channelKind, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<HaltedWay>().SingleOrDefaultAsync(one => one.ChannelKind == channelKind, cancellationToken) is not { } way)
        {
            return new DeedOutcome.Done($"{channelKind} is not paused");
        }

        db.Remove(way);
        db.Record(Deed.WayResumed, author, $"way {channelKind}", now, from: way.Reason);
        await db.SaveChangesAsync(cancellationToken);
        return new DeedOutcome.Done($"messages leave by {channelKind} again from the next tick on");
    }
}
