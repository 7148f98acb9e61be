using Microsoft.EntityFrameworkCore;
using Monitor.Delivery;
using Monitor.Delivery.Mail.Smtp;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>What <c>monitor doctor</c> finds out about mail beyond its settings.</summary>
internal static class MailChecks
{
    /// <summary>Which ways out are halted, and why; null where all go.</summary>
    public static async Task<string?> HaltedAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var contexts = CommandDatabase.Contexts(settings);
        if (await DatabaseCheck.FaultAsync(contexts, cancellationToken) is not null)
        {
            return null;
        }

        await using var db = contexts.CreateDbContext();
        var halted = await db.Set<HaltedWay>().AsNoTracking().OrderBy(way => way.ChannelKind).ToListAsync(cancellationToken);
        return halted.Count == 0
            ? null
            : string.Join("; ", halted.Select(way => $"nothing leaves by {way.ChannelKind} since {way.Since:yyyy-MM-dd HH:mm} UTC: {way.Reason}"));
    }

    /// <summary>Asks the mail server: a line for each thing it says of itself, or why no mail could leave.</summary>
    public static async Task<IEnumerable<(string What, string? Fault)>> AskAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var delivery = settings.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new DeliveryOptions();
        if (delivery.Transport is not MailTransportKind.Smtp || delivery.SmtpHost.Length == 0)
        {
            return [($"mail server: none is asked, since mails go by {delivery.Transport}", null)];
        }

        var check = await new SmtpOpening(delivery).CheckAsync(cancellationToken);
        return check.Fault is null
            ? check.Facts.Select(fact => ($"mail server: {fact}", (string?)null))
            : [("mail server", check.Fault)];
    }
}
