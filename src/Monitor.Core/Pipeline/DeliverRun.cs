using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Delivery.Mail;
using Monitor.Delivery.Mail.Smtp;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;
using Monitor.Subscribers;
using Monitor.Subscribers.Refusals;
using Monitor.Telemetry;

namespace Monitor.Pipeline;

/// <summary>
/// Sends what stands in the outbox, alerts first: claim → send → result, each message on its own, so that a worker that dies at any
/// moment leaves at most the messages it was sending in doubt. It ends when nothing is due and nothing is under way; until then it sees what
/// becomes due meanwhile.
/// </summary>
public sealed class DeliverRun(MonitorDbContextFactory contexts, ChannelTools tools, ILogger<DeliverRun> logger)
{
    private const int AbandonedMax = 1000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>What was begun when the worker is stopped may end within this; a server that is slower leaves its message unknown.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    // A database that is away for a moment must not turn a mail that was taken into one of unknown outcome.
    private static readonly TimeSpan[] WriteAgain = [.. new[] { 0.2, 1, 3, 6, 10 }.Select(TimeSpan.FromSeconds)];

    private static readonly OutboxState[] Others = [OutboxState.Deferred, OutboxState.Unknown, OutboxState.Rejected, OutboxState.Parked];

    private readonly WaysOut _ways = new(tools.Options, tools.Clock, logger);

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.Deliver, [Word(OutboxState.Sent)], [.. Others.Select(Word)]);
        var attempts = new AttemptsInFlight(tools.Options.Parallel);
        using var broken = new CancellationTokenSource();
        await using var stop = cancellationToken.Register(() => broken.CancelAfter(StopGrace));
        try
        {
            long? tookOverAt = null;
            do
            {
                if (tookOverAt is null || Stopwatch.GetElapsedTime(tookOverAt.Value) > LeaseTimes.RenewEvery)
                {
                    await TakeOverAbandonedAsync(tally, cancellationToken);
                    tookOverAt = Stopwatch.GetTimestamp();
                }

                await StartDueAsync(attempts, tally, broken.Token, cancellationToken);
            }
            while (await attempts.WaitAsync(LookAgain));
        }
        finally
        {
            await attempts.AllAsync();
            await tools.Mails.RestAsync();
        }

        await using var db = contexts.CreateDbContext();
        await db.Set<OutboxMessage>().ForgetContentAsync(tools.Clock.GetUtcNow() - tools.Options.KeepContent, cancellationToken);
        return tally.Report(Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Begins with all that is due and has room.</summary>
    private async Task StartDueAsync(AttemptsInFlight attempts, RunTally tally, CancellationToken broken, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        while (!cancellationToken.IsCancellationRequested && !attempts.IsFull)
        {
            var (closed, tried) = await _ways.LookAsync(db, cancellationToken);
            var busy = attempts.Closed(tried);
            var claimed = await db.ClaimNextAsync(
                tools.Clock.GetUtcNow(),
                LeaseTimes.Duration,
                new ClosedWays([.. closed.Kinds, .. busy.Kinds], [.. closed.Destinations, .. busy.Destinations]),
                cancellationToken);
            if (claimed is null)
            {
                return;
            }

            // From here to the result nothing is interrupted by a stop alone: an attempt that is broken off may have an unknown outcome.
            attempts.Add(claimed, Task.Run(() => AttemptAsync(claimed, tally, broken), CancellationToken.None));
        }
    }

    /// <summary>What a worker began and never ended is of unknown outcome, whichever worker it was.</summary>
    private async Task TakeOverAbandonedAsync(RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        foreach (var abandoned in await db.AbandonedAsync(AbandonedMax, cancellationToken))
        {
            await CompleteAsync(db, abandoned, new DeliveryOutcome.Unknown("the worker that was sending it stopped"), tally, cancellationToken);
        }
    }

    /// <summary>Send, and write what came of it. Does not throw.</summary>
    private async Task AttemptAsync(OutboxMessage claimed, RunTally tally, CancellationToken broken)
    {
        using var span = Traces.OfMessage("deliver", claimed.Key, claimed.ChannelKind);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(broken);
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(claimed, tally, lost, ended.Token);
        var (answer, wasTried) = await SendAsync(claimed, lost.Token);
        await ended.CancelAsync();
        await renewing;
        for (var write = 0; ; write++)
        {
            try
            {
                await using var db = contexts.CreateDbContext();
                var outcome = await db.JudgedAsync(claimed, answer, tools.Clock.GetUtcNow(), CancellationToken.None);
                if (wasTried)
                {
                    // First, so that a way that is halted is closed before its message is due again.
                    await LearnAsync(db, claimed, outcome, CancellationToken.None);
                }

                await CompleteAsync(db, claimed, outcome, tally, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (write < WriteAgain.Length && exception is not OutOfMemoryException)
            {
                await Task.Delay(WriteAgain[write], CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                tally.Broke(MachineFault.Of(exception));
                tally.Skip($"{claimed.Key}: what came of it could not be written, it counts as unknown");
                return;
            }
        }
    }

    /// <summary>Renews the lease until the attempt ends; an attempt whose lease is lost is broken off, since another worker has the message.</summary>
    private async Task RenewAsync(OutboxMessage claimed, RunTally tally, CancellationTokenSource lost, CancellationToken ended)
    {
        var heldSince = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(heldSince) < LeaseTimes.Duration)
        {
            try
            {
                await Task.Delay(LeaseTimes.RenewEvery, ended);
                await using var db = contexts.CreateDbContext();
                if (!await db.RenewAsync(claimed, LeaseTimes.Duration, ended))
                {
                    break;
                }

                heldSince = Stopwatch.GetTimestamp();
            }
            catch (Exception) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The next try may still be in time.
                tally.Broke(MachineFault.Of(exception));
            }
        }

        await lost.CancelAsync();
    }

    private async Task<(DeliveryOutcome Outcome, bool WasTried)> SendAsync(OutboxMessage claimed, CancellationToken cancellationToken)
    {
        try
        {
            if (ChannelKinds.Of(claimed.ChannelKind) is not { } channel)
            {
                return (new DeliveryOutcome.Deferred($"this version has no channel of the kind \"{claimed.ChannelKind}\""), false);
            }

            return await WhyNotAsync(claimed) is { } why
                ? (new DeliveryOutcome.Rejected($"not tried: {why}"), false)
                : (await channel.SendAsync(claimed, tools, cancellationToken), true);
        }
        catch (Exception exception)                                         // a fault of ours: it may have struck after the message had gone
        {
            logger.AttemptFailed(exception, claimed.Id);
            return (new DeliveryOutcome.Unknown(exception.GetType().Name), false);
        }
    }

    /// <summary>Why a message is not tried: what has changed of its subscriber since it was composed; null for all others.</summary>
    private async Task<string?> WhyNotAsync(OutboxMessage claimed)
    {
        await using var db = contexts.CreateDbContext();
        var subscriber = await db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == claimed.Recipient, CancellationToken.None);
        return subscriber?.WhyNotSent(claimed.Key, claimed.ChannelKind == MailChannel.KindName ? claimed.Mail().To : null);
    }

    private async Task CompleteAsync(
        MonitorDbContext db, OutboxMessage claimed, DeliveryOutcome outcome, RunTally tally, CancellationToken cancellationToken)
    {
        var now = tools.Clock.GetUtcNow();
        var step = DeliverySchedule.After(outcome, claimed.Deferrals, claimed.UnknownOutcomes, claimed.CreatedAt, now);
        if (!await db.CompleteAsync(claimed, step, now, cancellationToken))
        {
            logger.AttemptTooLate(claimed.Id, claimed.AttemptNumber);
            return;
        }

        tally.Count(Word(step.State));
        Meters.Deliveries.Add(1, Meters.Label("channel", claimed.ChannelKind), Meters.Label("outcome", Word(step.State)));
        if (step.State is not OutboxState.Sent && outcome is not DeliveryOutcome.Halted)
        {
            tally.Skip($"{claimed.Key}: {Word(step.State)}, {step.Reason}");
        }

        switch (step.State)
        {
            case OutboxState.Sent:
                logger.MessageEnded(claimed.Id, claimed.Recipient, step.State, claimed.AttemptNumber);
                break;
            case OutboxState.Parked or OutboxState.Rejected:
                logger.MessageParked(claimed.Id, claimed.Recipient, step.State, step.Reason);
                break;
            case OutboxState.Deferred when outcome is DeliveryOutcome.Halted:
                // Said once, of the way out.
                break;
            default:
                logger.MessageNotSent(claimed.Id, claimed.Recipient, step.State, claimed.AttemptNumber, step.DueAt, step.Reason);
                break;
        }
    }

    /// <summary>What an outcome says beyond its own message: of the way out, or of the address.</summary>
    private async Task LearnAsync(MonitorDbContext db, OutboxMessage claimed, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        var now = tools.Clock.GetUtcNow();
        if (outcome is DeliveryOutcome.Halted halted)
        {
            // One commit: a halt that is known is no news, and whoever finds it takes for granted that the operators were told.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await _ways.HaltAsync(db, claimed.ChannelKind, halted, cancellationToken))
            {
                await db.TellOperatorsAsync(claimed.ChannelKind, halted.Reason, tools.Options, now, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return;
        }

        if (outcome is not DeliveryOutcome.Unknown)
        {
            await _ways.ReopenAsync(db, claimed.ChannelKind, cancellationToken);
        }

        if (outcome is DeliveryOutcome.Rejected rejected && claimed.ChannelKind == MailChannel.KindName)
        {
            var refusal = new MailRefusal
            {
                Address = claimed.Mail().To,
                Day = DateOnly.FromDateTime(now.UtcDateTime),
                NoSuchUser = rejected.NoSuchUser,
                Reason = rejected.Reason,
            };
            foreach (var suppressed in await db.RecordRefusalAsync(refusal, now, cancellationToken))
            {
                logger.Suppressed(suppressed.Name, suppressed.SuppressedReason ?? "");
            }
        }
    }

    private static string Word(OutboxState state) => state.ToString().ToLowerInvariant();
}
