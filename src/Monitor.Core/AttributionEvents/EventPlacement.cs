namespace Monitor.AttributionEvents;

/// <summary>What came of an analyst's word that events are one, or two.</summary>
public abstract record EventPlacement
{
    private EventPlacement()
    {
    }

    /// <summary>It cannot be done.</summary>
    public sealed record Refused(string Reason) : EventPlacement;

    /// <summary>It is done.</summary>
    /// <param name="EventId">The event that is left of two, or the new one.</param>
    /// <param name="Statements">How many statements it got.</param>
    public sealed record Placed(long EventId, int Statements) : EventPlacement;
}
