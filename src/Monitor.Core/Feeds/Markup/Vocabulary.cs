namespace Monitor.Feeds.Markup;

/// <summary>The namespaces that feeds use, by what they are for; written in the wild with and without "www", slash and capitals.</summary>
internal enum Vocabulary
{
    /// <summary>RSS of any version, no namespace, or the namespace of a root that is not known.</summary>
    Core,
    Atom,
    Rdf,
    DublinCore,
    DublinTerms,
    Content,
    Xhtml,
    Media,
    Itunes,
    Syndication,
    Slash,
    Thread,
    GeoRss,
    Geo,
    News,
    FeedBurner,
    Yandex,
    Other,
}
