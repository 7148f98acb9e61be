namespace Monitor.Articles;

/// <summary>One line of an articles file: an article as it is given to Monitor from outside.</summary>
/// <param name="Published">The instant of publication in UTC; null where the line has none.</param>
/// <param name="Language">A BCP 47 tag such as "en": as given, else what the text shows; null where that is not sure.</param>
public sealed record ArticleLine(
    string Id, string Outlet, string? Url, string Title, string Text, DateTimeOffset? Published, string? Language)
{
    /// <summary>The actor that the outlet speaks for, where the line says so ("speaksFor").</summary>
    public string? SpeaksFor { get; init; }

    /// <summary>Who wrote it ("author"); null where the line does not say.</summary>
    public string? Author { get; init; }
}
