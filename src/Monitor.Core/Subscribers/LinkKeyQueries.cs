using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Subscribers;

public static class LinkKeyQueries
{
    /// <summary>The links of this installation, with a key made now if there is none; null where no public address is set.</summary>
    /// <remarks>Called by Notify, which one worker at a time runs; so no two make a key.</remarks>
    public static async Task<SubscriberLinks?> LinksAsync(this MonitorDbContext db, string publicUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(publicUrl);
        if (publicUrl.Length == 0)
        {
            return null;
        }

        var key = await db.Set<LinkKey>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            db.Add(key = LinkKey.New());
            await db.SaveChangesAsync(cancellationToken);
        }

        return new SubscriberLinks(publicUrl, key.OpenBy(db.Secrets));
    }

    /// <summary>
    /// The links without writing anything: to check signatures, and for previews. Null while no link was ever made, or without a public
    /// address.
    /// </summary>
    public static async Task<SubscriberLinks?> KnownLinksAsync(this MonitorDbContext db, string publicUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(publicUrl);
        return publicUrl.Length > 0 && await db.Set<LinkKey>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } key
            ? new SubscriberLinks(publicUrl, key.OpenBy(db.Secrets))
            : null;
    }
}
