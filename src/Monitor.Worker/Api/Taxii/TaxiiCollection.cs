using Microsoft.EntityFrameworkCore;
using Monitor.AttributionEvents.Export;
using Monitor.Search;
using Monitor.Storage;

namespace Monitor.Worker.Api.Taxii;

/// <summary>A collection of TAXII, which a client may subscribe to: all attributions, or those of a saved search.</summary>
/// <param name="Id">That of this installation, or of the search: it stays when the search is renamed.</param>
/// <param name="Search">Null for the collection of all.</param>
internal sealed record TaxiiCollection(Guid Id, string Title, string Description, SavedSearch? Search)
{
    /// <summary>All collections, that of everything first.</summary>
    public static async Task<IReadOnlyList<TaxiiCollection>> AllAsync(StixLedger ledger, MonitorDbContext db, CancellationToken stop) =>
    [
        new(
            await ledger.KeyAsync(stop), "All attributions", "Every attribution event with accusers, denials and quotations, as they change.", null),
        .. (await db.Set<SavedSearch>().AsNoTracking().OrderBy(one => one.Id).ToListAsync(stop)).Select(Of),
    ];

    private static TaxiiCollection Of(SavedSearch search) => new(
        search.PublicId, search.Name,
        $"The attribution events that the saved search finds{(search.Words.Length > 0 ? $": {search.Words}" : " by its filters")}.", search);
}
