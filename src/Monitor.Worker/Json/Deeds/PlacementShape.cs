using Monitor.AttributionEvents;
using Monitor.Text;

namespace Monitor.Worker.Json.Deeds;

/// <summary>Events that were made one, or two.</summary>
/// <param name="Event">The event that is left of two, or the new one.</param>
/// <param name="Statements">How many statements it got.</param>
internal sealed record PlacementShape(long Event, int Statements, string Says)
{
    public static PlacementShape Merged(EventPlacement.Placed placed) =>
        new(placed.EventId, placed.Statements, $"event {placed.EventId}: {EnglishCount.Of(placed.Statements, "statement")} joined it");

    public static PlacementShape Split(EventPlacement.Placed placed) =>
        new(placed.EventId, placed.Statements, $"event {placed.EventId}: new, with {EnglishCount.Of(placed.Statements, "statement")}");
}
