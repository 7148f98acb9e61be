namespace Monitor.Stories;

/// <summary>Who published a copy.</summary>
public enum CopyKind
{
    /// <summary>Another outlet than the original's.</summary>
    Syndicated,

    /// <summary>The same outlet, mostly an edited text under another address.</summary>
    Revision,
}
