using Monitor.Audit;

namespace Monitor.Worker.Json.Shapes;

/// <summary>One line of the audit log: who did what, to what, when and why.</summary>
public sealed record AuditShape(long Id, DateTimeOffset At, string Who, Deed Deed, string Object, string? Before, string? After, string Why)
{
    public static AuditShape Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new AuditShape(entry.Id, entry.At, entry.Who, entry.Deed, entry.Object, entry.Before, entry.After, entry.Why);
    }
}
