namespace Monitor.Attributions.Learnt;

/// <summary>What the news of several outlets makes of a name in an office.</summary>
public enum OfficeStanding
{
    /// <summary>The name means whose office it is.</summary>
    Learnt,

    /// <summary>It did; the office has passed on.</summary>
    Ended,

    /// <summary>Outlets disagree: the name means nobody.</summary>
    Contested,

    /// <summary>The book has another holder: the name means nobody, unless an analyst accepts it.</summary>
    AgainstBook,
}
