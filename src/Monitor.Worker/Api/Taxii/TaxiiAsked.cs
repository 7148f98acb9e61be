using Monitor.AttributionEvents.Export;
using Monitor.Search;
using Monitor.Storage;

namespace Monitor.Worker.Api.Taxii;

/// <summary>A request for objects of a collection, and what it is answered with.</summary>
internal sealed record TaxiiAsked(
    string Collection, HttpContext Http, StixLedger Ledger, SearchCollection Searches, MonitorDbContextFactory Contexts, CancellationToken Stop);
