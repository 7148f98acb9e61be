namespace Monitor.Attributions.Cues;

internal enum CueKind
{
    /// <summary>Ties an accused to an act by itself: accuse, blame, attribute, indict.</summary>
    Accusation,

    /// <summary>A hostile act ("hacked", "was behind"): an attribution only within what a source says.</summary>
    Deed,

    /// <summary>Opens what a source says: said, assessed.</summary>
    Speech,
    Denial,

    /// <summary>What a source says of itself to reject an accusation: "had nothing to do with".</summary>
    DenialContent,
    Retraction,
}
