namespace Monitor.Attributions;

public enum Polarity
{
    Asserted,

    /// <summary>The text says that the accuser does not accuse, or no longer does.</summary>
    Negated,

    /// <summary>The accused rejects the accusation; it stands in the place of the accusers.</summary>
    Denied,

    /// <summary>A court or an inquiry cleared the accused.</summary>
    Dismissed,
}
