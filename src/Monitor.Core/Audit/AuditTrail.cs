using Monitor.Storage;

namespace Monitor.Audit;

/// <summary>Where a deed is written down. The entry is saved with the deed itself, in its commit: neither is there without the other.</summary>
public static class AuditTrail
{
    /// <summary>Adds the entry to the context; the deed's own <c>SaveChanges</c> writes it. What is too long is cut.</summary>
    /// <param name="who">The author, as the deed got it.</param>
    /// <param name="object">Kind and number or name: <c>$"feed {id}"</c>.</param>
    /// <param name="from">What it was; null where the deed says it.</param>
    /// <param name="to">What it is now.</param>
    public static void Record(
        this MonitorDbContext db, Deed deed, string who, string @object, DateTimeOffset at, string? from = null, string? to = null, string why = "")
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Add(new AuditEntry
        {
            At = at,
            Who = Cut(who, AuditEntry.WhoCharactersMax)!,
            Deed = deed,
            Object = Cut(@object, AuditEntry.ObjectCharactersMax)!,
            Before = Cut(from, AuditEntry.StateCharactersMax),
            After = Cut(to, AuditEntry.StateCharactersMax),
            Why = Cut(why, AuditEntry.WhyCharactersMax)!,
        });
    }

    /// <summary>At most so many characters, half of none; PostgreSQL takes no NUL.</summary>
    private static string? Cut(string? text, int charactersMax)
    {
        if (text is null)
        {
            return null;
        }

        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        if (clean.Length <= charactersMax)
        {
            return clean;
        }

        var end = charactersMax - 1;
        return string.Concat(clean.AsSpan(0, char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end), "…");
    }
}
