namespace Monitor.Feeds.Markup;

public enum FeedFaultKind
{
    /// <summary>Read with another character encoding than the one declared.</summary>
    Encoding,

    /// <summary>Compressed without saying so.</summary>
    Compressed,

    /// <summary>Text before the document begins.</summary>
    TextBefore,

    /// <summary>Text after the document has ended.</summary>
    TextAfter,

    /// <summary>An ampersand that begins no reference, or an entity that XML does not know.</summary>
    Entity,

    /// <summary>A character that XML forbids.</summary>
    Character,

    /// <summary>A namespace prefix that is not declared.</summary>
    Prefix,

    /// <summary>Not well-formed, so that the tolerant reader had to take over.</summary>
    NotWellFormed,

    /// <summary>Ends before it is complete.</summary>
    Truncated,

    /// <summary>A date that cannot be read.</summary>
    Date,

    /// <summary>An address that is none.</summary>
    Address,

    /// <summary>Ids that are missing or stand at several entries.</summary>
    Id,

    /// <summary>A field longer than is kept.</summary>
    TooLong,

    /// <summary>More entries than are kept.</summary>
    TooManyEntries,

    /// <summary>Something the format requires is missing.</summary>
    Missing,
}
