using Monitor.AttributionEvents.Export;

namespace Monitor.Worker.Api.Taxii;

/// <summary>A collection of TAXII: what a client may subscribe to.</summary>
internal sealed record TaxiiCollection(Guid Id, string Title, string Description)
{
    /// <summary>All collections, brought up to date.</summary>
    public static async Task<IReadOnlyList<TaxiiCollection>> AllAsync(StixLedger ledger, CancellationToken stop) =>
    [
        new(await ledger.CatchUpAsync(stop), "All attributions", "Every attribution event with accusers, denials and quotations, as they change."),
    ];
}
