using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Monitor.Delivery;
using Monitor.Delivery.Channels;
using Monitor.Runs;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// Sends what stands in the outbox, alerts first: claim → send → result, each message on its own, so that a worker that dies at any
/// moment leaves at most the messages it was sending in doubt.
/// </summary>
public sealed class DeliverRun(MonitorDbContextFactory contexts, ChannelTools tools, ILogger<DeliverRun> logger)
{
    private const int AbandonedMax = 1000;

    private static readonly OutboxState[] Others = [OutboxState.Deferred, OutboxState.Unknown, OutboxState.Rejected, OutboxState.Parked];

    public async Task<RunReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new RunTally(RunNames.Deliver, [Word(OutboxState.Sent)], [.. Others.Select(Word)]);
        await using (var db = contexts.CreateDbContext())
        {
            await TakeOverAbandonedAsync(db, tally, cancellationToken);
        }

        await Task.WhenAll(Enumerable.Range(0, tools.Options.Parallel).Select(_ => SendAllAsync()));
        await using (var db = contexts.CreateDbContext())
        {
            await db.Set<OutboxMessage>().ForgetContentAsync(tools.Clock.GetUtcNow() - tools.Options.KeepContent, cancellationToken);
        }

        return tally.Report(Stopwatch.GetElapsedTime(started));

        async Task SendAllAsync()
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await using var db = contexts.CreateDbContext();
                var claimed = await db.ClaimNextAsync(tools.Clock.GetUtcNow(), tools.Options.Lease, cancellationToken);
                if (claimed is null)
                {
                    return;
                }

                // From here to the result the run is not interrupted by a stop: an attempt has its own time limit, and one that is
                // broken off has an unknown outcome.
                var outcome = await AttemptAsync(claimed);
                await CompleteAsync(db, claimed, outcome, tally, CancellationToken.None);
            }
        }
    }

    /// <summary>What a worker began and never ended is of unknown outcome, whichever worker it was.</summary>
    private async Task TakeOverAbandonedAsync(MonitorDbContext db, RunTally tally, CancellationToken cancellationToken)
    {
        foreach (var abandoned in await db.AbandonedAsync(AbandonedMax, cancellationToken))
        {
            await CompleteAsync(db, abandoned, new DeliveryOutcome.Unknown("the worker that was sending it stopped"), tally, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> AttemptAsync(OutboxMessage claimed)
    {
        try
        {
            return ChannelKinds.Of(claimed.ChannelKind) is { } channel
                ? await channel.SendAsync(claimed, tools, CancellationToken.None)
                : new DeliveryOutcome.Deferred($"this version has no channel of the kind \"{claimed.ChannelKind}\"");
        }
        catch (Exception exception)                                         // a fault of ours: it may have struck after the message had gone
        {
            logger.AttemptFailed(exception, claimed.Id);
            return new DeliveryOutcome.Unknown(exception.GetType().Name);
        }
    }

    private async Task CompleteAsync(
        MonitorDbContext db, OutboxMessage claimed, DeliveryOutcome outcome, RunTally tally, CancellationToken cancellationToken)
    {
        var now = tools.Clock.GetUtcNow();
        var step = DeliverySchedule.After(outcome, claimed.AttemptNumber, claimed.UnknownOutcomes, claimed.CreatedAt, now);
        if (!await db.CompleteAsync(claimed, step, now, cancellationToken))
        {
            logger.AttemptTooLate(claimed.Id, claimed.AttemptNumber);
            return;
        }

        tally.Count(Word(step.State));
        if (step.State is not OutboxState.Sent)
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
            default:
                logger.MessageNotSent(claimed.Id, claimed.Recipient, step.State, claimed.AttemptNumber, step.DueAt, step.Reason);
                break;
        }
    }

    private static string Word(OutboxState state) => state.ToString().ToLowerInvariant();
}
