namespace Monitor.Stories.Index;

/// <summary>What keeps look-alike events apart.</summary>
public enum StoryContradiction : byte
{
    None,

    /// <summary>Hardly a name of title and lead in common.</summary>
    OtherNames,

    /// <summary>The same words with hardly a number in common.</summary>
    OtherNumbers,

    /// <summary>Who does what to whom, the other way round.</summary>
    Swapped,

    /// <summary>The same thing under another ordinal, such as another package of sanctions.</summary>
    OtherOrdinal,
}
