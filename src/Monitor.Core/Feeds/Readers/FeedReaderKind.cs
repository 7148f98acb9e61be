namespace Monitor.Feeds.Readers;

/// <summary>Who reads feed documents.</summary>
public enum FeedReaderKind
{
    /// <summary>Our own: every format in use, well-formed or not.</summary>
    Monitor,

    /// <summary>The package CodeHollow.FeedReader, behind the same limits: well-formed RSS, Atom and JSON Feed.</summary>
    CodeHollow,
}
