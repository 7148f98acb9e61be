namespace Monitor.AttributionEvents.Chains;

/// <summary>Why something is news to those who follow an attribution event. Nothing else is: a repeat, a copy or a paraphrase never.</summary>
public enum NewsKind
{
    /// <summary>The first accusation of a new event.</summary>
    Event,

    /// <summary>The event's highest strength rises.</summary>
    Stronger,

    /// <summary>A state-level accuser that the event did not have joins, at <c>supports</c> or above.</summary>
    Accuser,

    /// <summary>The accused denies the current event for the first time.</summary>
    Denial,

    /// <summary>An accuser takes the accusation back.</summary>
    Retraction,

    /// <summary>An analyst rejected all evidence of a fact that may have been told.</summary>
    Correction,
}
