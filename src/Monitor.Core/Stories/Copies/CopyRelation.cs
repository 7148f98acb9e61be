namespace Monitor.Stories.Copies;

/// <summary>How one article's own text relates to another's.</summary>
public enum CopyRelation
{
    None,

    /// <summary>An own report that takes whole passages from the other.</summary>
    Partial,

    /// <summary>The same text published again.</summary>
    Copy,
}
