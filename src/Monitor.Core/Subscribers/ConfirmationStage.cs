using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monitor.Delivery;
using Monitor.Delivery.Mail;
using Monitor.Runs;
using Monitor.Storage;
using Monitor.Storage.Machine;

namespace Monitor.Subscribers;

/// <summary>
/// Sends the links that confirm addresses, one for each that waits for one; whoever adds a subscriber or changes an address only says that it is
/// due. Without a public address none can be made: they wait until there is one, or for the operator's word.
/// </summary>
internal sealed class ConfirmationStage(
    MonitorDbContextFactory contexts, HeldLease lease, DeliveryOptions delivery, SubscriberLinks? links, TimeProvider clock, ILogger logger)
{
    public const string Confirmations = "confirmations";

    private const int BatchMax = 500;

    public async Task RunAsync(RunTally tally, CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken);
        if (links is null)
        {
            return;
        }

        await using var db = contexts.CreateDbContext();
        foreach (var subscriber in await db.Set<Subscriber>().AsNoTracking().ToConfirm().Take(BatchMax).ToListAsync(cancellationToken))
        {
            try
            {
                await AskAsync(subscriber.Name, tally, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && !MachineFault.Of(exception).IsOfTheMachine)
            {
                tally.Skip($"confirmation for {subscriber.Name}: {exception.GetType().Name}, tried again at the next tick");
                logger.SubscriberSkipped(exception, subscriber.Name);
            }
        }
    }

    /// <summary>One commit: the link that is good from now on, its mail, and the end of those before it.</summary>
    private async Task AskAsync(string name, RunTally tally, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldsAsync(lease, cancellationToken) || await db.FindSubscriberAsync(name, cancellationToken) is not { } subscriber)
        {
            return;
        }

        subscriber.ConfirmationDue = false;
        if (subscriber.AwaitedAddress is { Length: > 0 } address)
        {
            var now = clock.GetUtcNow();
            var former = await db.Set<AddressConfirmation>()
                .Where(other => other.SubscriberId == subscriber.Id && other.UsedAt == null && other.ExpiresAt > now)
                .ToListAsync(cancellationToken);
            former.ForEach(other => other.ExpiresAt = now);
            var confirmation = new AddressConfirmation
            {
                SubscriberId = subscriber.Id,
                Address = address,
                AskedAt = now,
                ExpiresAt = now + AddressConfirmation.ValidFor,
            };
            db.Add(confirmation);
            // The link bears the number that the database gives it.
            await db.SaveChangesAsync(cancellationToken);
            var url = links!.Confirm(subscriber.LinkName, confirmation.Id);
            db.Add(ConfirmationMail.Compose(subscriber, confirmation, url, delivery.From).ToOutbox(name, urgent: true));
            tally.Count(Confirmations);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Strangers who never confirmed are forgotten when their link has run out: whoever typed the address had no right to have it kept.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var before = clock.GetUtcNow() - AddressConfirmation.ValidFor;
        var asked = db.Set<AddressConfirmation>();
        await db.Set<Subscriber>()
            .Where(subscriber => subscriber.SignedUp && subscriber.ConfirmedAt == null && !subscriber.ConfirmationDue && subscriber.CreatedAt < before)
            .Where(subscriber => !asked.Any(confirmation => confirmation.SubscriberId == subscriber.Id && confirmation.AskedAt >= before))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
