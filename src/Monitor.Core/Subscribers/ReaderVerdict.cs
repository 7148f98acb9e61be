namespace Monitor.Subscribers;

/// <summary>What became of a reader's word on a story.</summary>
public enum ReaderVerdict
{
    Kept,

    /// <summary>An analyst decided on these reports: a reader does not turn that round.</summary>
    Judged,

    /// <summary>More than a reader may say in a day.</summary>
    Enough,

    /// <summary>There is nothing (any more) that it could be about.</summary>
    Nothing,
}
