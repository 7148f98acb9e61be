namespace Monitor.Stories;

/// <summary>What an article is in its story.</summary>
public enum StoryRelation
{
    /// <summary>An own text of which nobody has a copy.</summary>
    Report,

    /// <summary>An own report that takes whole passages from another article.</summary>
    Partial,

    /// <summary>The first of a group of copies.</summary>
    Original,
    Copy,
}
