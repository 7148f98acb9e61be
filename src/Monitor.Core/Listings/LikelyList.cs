using Monitor.AttributionEvents;
using Monitor.Storage;

namespace Monitor.Listings;

/// <summary>The statements that are only likely and wait for an analyst's word.</summary>
public static class LikelyList
{
    private const string Name = "likely";

    /// <summary>A page of them, the one found last first, with outlet and title of their articles.</summary>
    /// <param name="cursor">The next of the page before; null for the first.</param>
    public static async Task<ListAnswer<Attribution>> PageAsync(MonitorDbContext db, string? cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var answer = await NewestFirst.PageAsync(Name, db.LikelyStatements(), one => one.Id, cursor, size, cancellationToken);
        if (answer is ListAnswer<Attribution>.Listed { Page.Items: var found })
        {
            await db.GiveArticlesAsync(found, cancellationToken);
        }

        return answer;
    }
}
