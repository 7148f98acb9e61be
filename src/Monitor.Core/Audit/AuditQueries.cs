using Monitor.Storage;

namespace Monitor.Audit;

/// <summary>What of the audit log is asked for; null or empty asks for all.</summary>
/// <param name="Who">The name, in full.</param>
/// <param name="Object">A part of what it was done to: <c>feed 12</c>, <c>sanctions</c>.</param>
public sealed record AuditFilter(string? Who, Deed? Deed, string? Object);

/// <summary>Named questions to the audit log.</summary>
public static class AuditQueries
{
    /// <summary>The lines that fit, in no order.</summary>
    public static IQueryable<AuditEntry> Audited(this MonitorDbContext db, AuditFilter filter)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var entries = db.Set<AuditEntry>().AsQueryable();
        if (Typed(filter.Who) is { Length: > 0 } who)
        {
            entries = entries.Where(entry => entry.Who == who);
        }

        if (filter.Deed is { } deed)
        {
            entries = entries.Where(entry => entry.Deed == deed);
        }

        return Typed(filter.Object) is { Length: > 0 } part ? entries.Where(entry => entry.Object.Contains(part)) : entries;
    }

    /// <summary>PostgreSQL takes no NUL, and no entry holds one.</summary>
    private static string? Typed(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
