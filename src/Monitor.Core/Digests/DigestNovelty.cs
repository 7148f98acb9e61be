namespace Monitor.Digests;

/// <summary>What is new in an entry of a digest since its reader's last one.</summary>
public enum DigestNovelty
{
    /// <summary>What was told does not stand.</summary>
    Correction,

    /// <summary>An attribution event that was not told.</summary>
    Event,

    /// <summary>It is said more strongly: an indictment, say.</summary>
    Stronger,

    /// <summary>An accuser takes it back.</summary>
    Retraction,

    /// <summary>A report has it that an accuser did not accuse.</summary>
    Contested,

    /// <summary>The accused denies.</summary>
    Denial,

    /// <summary>Further ones accuse.</summary>
    Accuser,

    /// <summary>A story that was not told.</summary>
    Story,

    /// <summary>A further report of what was told.</summary>
    Report,

    /// <summary>The same texts again: no news, and never an entry.</summary>
    Copies,
}
