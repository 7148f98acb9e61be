namespace Monitor.AttributionEvents.Chains;

/// <summary>How two statements stand to each other by what they name of what happened.</summary>
public enum Fit
{
    /// <summary>They name the same.</summary>
    Fits,

    /// <summary>One of them names nothing by which that could be told.</summary>
    SaysNothing,

    /// <summary>They name it in words that nobody can compare: one only where something else, such as a story, holds them together.</summary>
    Unlike,

    /// <summary>They name what cannot be one.</summary>
    Apart,
}
