using Monitor.Storage;

namespace Monitor.Audit;

/// <summary>What of the audit log is asked for; null or empty asks for all.</summary>
/// <param name="Who">The name, in full.</param>
/// <param name="Object">Whole words of what it was done to, side by side: <c>feed 12</c> (not that of <c>feed 120</c>), <c>sanctions</c>.</param>
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

        if (Typed(filter.Object)?.Replace('/', ' ').Trim() is { Length: > 0 } typed)
        {
            // A number that begins like another one is another number: words end at a space or a slash.
            var words = $" {typed} ";
            entries = entries.Where(entry => (" " + entry.Object.Replace("/", " ") + " ").Contains(words));
        }

        return entries;
    }

    /// <summary>PostgreSQL takes no NUL, and no entry holds one.</summary>
    private static string? Typed(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
