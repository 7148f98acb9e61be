namespace Monitor.Attributions;

/// <summary>How much stands behind an attribution, ascending: a later value outweighs an earlier one.</summary>
public enum AttributionStrength
{
    /// <summary>Asks the accused to stop or to behave, without saying that it did the act.</summary>
    Urges,

    /// <summary>Recognises, backs or joins an accusation that another makes.</summary>
    Supports,

    /// <summary>Officials who do not give their name.</summary>
    Anonymous,

    /// <summary>A company, a research institute, a private person: no state and no body of states.</summary>
    Nonstate,
    Official,
    Sanction,

    /// <summary>Criminal charges, an indictment, a verdict.</summary>
    Indictment,
}
