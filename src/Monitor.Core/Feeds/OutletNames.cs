using Microsoft.EntityFrameworkCore;

namespace Monitor.Feeds;

/// <summary>Gives a feed's outlet another name, or the feed another outlet.</summary>
public static class OutletNames
{
    /// <summary>
    /// An outlet that has this feed alone is renamed, unless another one is called so already; else the feed goes over to the outlet of
    /// that name. Staged, not saved. Articles keep the name under which they were published.
    /// </summary>
    /// <returns>Whether the outlet was renamed.</returns>
    public static async Task<bool> GiveAsync(DbContext db, Feed feed, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(feed);
        var known = db.Set<Outlet>().Local.FirstOrDefault(outlet => outlet.Name == name)
            ?? await db.Set<Outlet>().FirstOrDefaultAsync(outlet => outlet.Name == name, cancellationToken);
        var isAlone = known is null && !await db.Set<Feed>().AnyAsync(other => other.OutletId == feed.OutletId && other.Id != feed.Id, cancellationToken);
        if (isAlone)
        {
            feed.Outlet.Name = name;
            return true;
        }

        feed.Outlet = known ?? new Outlet { Name = name, SpeaksFor = feed.Outlet.SpeaksFor, Site = feed.Outlet.Site };
        return false;
    }
}
