using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Delivery.Mail;
using Monitor.Storage;
using Monitor.Text;

namespace Monitor.Delivery;

/// <summary>By which ways messages may leave just now, over all workers: what is halted, and what had its share of this minute.</summary>
public sealed class WaysOut(DeliveryOptions options, TimeProvider clock, ILogger logger)
{
    private const int ReasonCharactersMax = 1000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private volatile bool _isAnyHalted;

    /// <summary>What is closed, and which halted kinds may be tried by one message now: the caller who asks is the one who tries.</summary>
    public async Task<(ClosedWays Closed, IReadOnlyList<string> Tried)> LookAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = clock.GetUtcNow();
        var closed = new List<string>();
        var tried = new List<string>();
        var halted = await db.Set<HaltedWay>().AsNoTracking().ToListAsync(cancellationToken);
        _isAnyHalted = halted.Count > 0;
        foreach (var way in halted)
        {
            (way.PausedBy is null && way.NextTryAt <= now && await TakeTryAsync(db, way, now, cancellationToken) ? tried : closed).Add(way.ChannelKind);
        }

        var full = await FullAsync(db, now, cancellationToken);
        closed.AddRange(full.Kinds);
        return (new ClosedWays(closed, full.Destinations), tried);
    }

    /// <summary>Notes that nothing leaves by this kind; true when it is new that it needs the operator.</summary>
    public async Task<bool> HaltAsync(MonitorDbContext db, string channelKind, DeliveryOutcome.Halted halted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(halted);
        _isAnyHalted = true;
        var now = clock.GetUtcNow();
        var reason = StoredText.Of(halted.Reason.Length > ReasonCharactersMax ? halted.Reason[..ReasonCharactersMax] : halted.Reason);
        var known = await db.Set<HaltedWay>().SingleOrDefaultAsync(way => way.ChannelKind == channelKind, cancellationToken);
        if (known?.PausedBy is not null)
        {
            // It was under way when somebody paused the kind: that word stands.
            return false;
        }

        var isNews = halted.NeedsOperator && known?.NeedsOperator != true;
        if (known is null)
        {
            db.Add(new HaltedWay
            {
                ChannelKind = channelKind,
                Since = now,
                Reason = reason,
                NeedsOperator = halted.NeedsOperator,
                Tries = 1,
                NextTryAt = now + HaltedWay.Wait(1, halted.NeedsOperator),
            });
        }
        else
        {
            (known.Reason, known.NeedsOperator, known.Tries) = (reason, halted.NeedsOperator, known.Tries + 1);
            known.NextTryAt = now + HaltedWay.Wait(known.Tries, halted.NeedsOperator);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another worker, or the message beside this one, wrote it first, or found it mended.
            return false;
        }

        if (known is null || isNews)
        {
            logger.WayHalted(channelKind, reason);
        }

        return isNews;
    }

    /// <summary>Something left, or was refused for its own sake: the way out works.</summary>
    public async Task ReopenAsync(MonitorDbContext db, string channelKind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!_isAnyHalted)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var halted = await db.Set<HaltedWay>().AsNoTracking().SingleOrDefaultAsync(
            way => way.ChannelKind == channelKind && way.PausedBy == null, cancellationToken);
        if (halted is not null
            && await db.Set<HaltedWay>().Where(way => way.ChannelKind == channelKind && way.PausedBy == null).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            var waiting = await db.Set<OutboxMessage>().CountAsync(
                message => message.ChannelKind == channelKind && message.DueAt <= now, cancellationToken);
            logger.WayReopened(channelKind, (now - halted.Since).ToString(@"d\.hh\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture), waiting);
        }
    }

    // Whoever moves the instant is the one who tries.
    private static async Task<bool> TakeTryAsync(MonitorDbContext db, HaltedWay way, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = now + HaltedWay.Wait(way.Tries + 1, way.NeedsOperator);
        return await db.Set<OutboxMessage>().AnyAsync(message => message.ChannelKind == way.ChannelKind && message.DueAt <= now, cancellationToken)
            && await db.Set<HaltedWay>()
            .Where(one => one.ChannelKind == way.ChannelKind && one.NextTryAt == way.NextTryAt)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextTryAt, next), cancellationToken) == 1;
    }

    private async Task<ClosedWays> FullAsync(MonitorDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (all, domain) = (options.MailsPerMinuteMax, options.MailsPerMinuteAndDomainMax);
        if (all == 0 && domain == 0)
        {
            return ClosedWays.None;
        }

        var counts = await db.Set<OutboxMessage>().MailsSinceAsync(MailChannel.KindName, now - Minute, now, cancellationToken);
        return new ClosedWays(
            all > 0 && counts.Values.Sum() >= all ? [MailChannel.KindName] : [],
            domain > 0 ? [.. counts.Where(count => count.Value >= domain).Select(count => count.Key)] : []);
    }
}
