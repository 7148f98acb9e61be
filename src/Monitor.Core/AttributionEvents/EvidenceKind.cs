namespace Monitor.AttributionEvents;

/// <summary>What a statement does to an event.</summary>
public enum EvidenceKind
{
    /// <summary>Asserted, of the present, at <c>supports</c> or above: opens an event, or joins one.</summary>
    Accusation,

    /// <summary>"Urges" without attributing: opens none.</summary>
    Urging,

    /// <summary>The accused denies.</summary>
    Denial,

    /// <summary>An accuser takes an accusation back.</summary>
    Retraction,

    /// <summary>"Did not blame": shown as a conflict where another says that it did.</summary>
    Negation,

    /// <summary>An attribution of the past ("had previously blamed"): background.</summary>
    Past,
}
