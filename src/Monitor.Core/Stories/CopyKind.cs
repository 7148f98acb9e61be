namespace Monitor.Stories;

/// <summary>Who published a copy; or that a report is none of one event.</summary>
public enum CopyKind
{
    /// <summary>Another outlet than the original's.</summary>
    Syndicated,

    /// <summary>The same outlet, mostly an edited text under another address.</summary>
    Revision,

    /// <summary>No copy: a newsletter, a review, a podcast over many events. It mentions, and counts as nobody's independent report.</summary>
    RoundUp,
}
