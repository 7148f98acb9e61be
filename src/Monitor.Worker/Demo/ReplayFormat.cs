namespace Monitor.Worker.Demo;

/// <summary>The form in which an outlet offers its feed.</summary>
public enum ReplayFormat
{
    /// <summary>RSS 2.0 with a summary: the text stands on the article's page.</summary>
    Rss,

    /// <summary>Atom 1.0 with the full text.</summary>
    Atom,

    /// <summary>JSON Feed 1.1 with the full text.</summary>
    Json,
}
