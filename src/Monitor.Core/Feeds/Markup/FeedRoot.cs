namespace Monitor.Feeds.Markup;

/// <summary>What the root element says a document is.</summary>
/// <param name="Namespace">Whose elements are the feed's own.</param>
/// <param name="IsEntry">The document is a single entry (RFC 4287, 2).</param>
internal sealed record FeedRoot(string Format, string Namespace, bool IsAtom, bool IsSitemap, bool IsEntry = false)
{
    /// <summary>Null when the element is no feed's root.</summary>
    public static FeedRoot? Of(MarkupTag tag)
    {
        var space = tag.Namespace;
        return tag.LocalName.ToLowerInvariant() switch
        {
            "rss" => new FeedRoot(tag["version"] is { Length: > 0 and < 16 } version ? $"rss {version.Trim()}" : "rss", space, false, false),
            "feed" => new FeedRoot(AtomVersion(space, tag["version"]), space, true, false),
            "entry" when KnownNamespaces.Of(space) is Vocabulary.Atom => new FeedRoot(AtomVersion(space, tag["version"]), space, true, false, IsEntry: true),
            "rdf" when IsRss(tag) => new FeedRoot(RdfVersion(tag), space, false, false),
            "channel" => new FeedRoot(tag.LocalName == "CHANNEL" || tag["href"] is not null ? "cdf" : "rss", space, false, false),
            "urlset" => new FeedRoot(IsNews(tag) ? "news sitemap" : "sitemap", space, false, true),
            _ => null,
        };
    }

    public static bool IsRdf(MarkupTag tag) => tag.LocalName.Equals("rdf", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// As <see cref="Of"/>, at or below an RDF root: RSS is declared by the root, or by the first of its children that is RSS's.
    /// </summary>
    public static FeedRoot? OfRdf(MarkupTag tag)
    {
        if (IsRdf(tag))
        {
            return Of(tag);
        }

        var isRss = KnownNamespaces.Of(tag.Namespace) is Vocabulary.Core && tag.LocalName.ToLowerInvariant() is "channel" or "item";
        return isRss ? new FeedRoot("rss 1.0", KnownNamespaces.RdfSyntax, false, false) : null;
    }

    public bool HoldsEntry(string localName) => IsSitemap == localName.Equals("url", StringComparison.OrdinalIgnoreCase);

    private static string AtomVersion(string space, string? version) =>
        KnownNamespaces.Of(space) is Vocabulary.Atom && space.Contains("2005", StringComparison.Ordinal) ? "atom 1.0"
        : version is { Length: > 0 and < 16 } ? $"atom {version.Trim()}" : "atom";

    // RDF is used for much else: an RSS document declares RSS, or nothing at all.
    private static bool IsRss(MarkupTag tag)
    {
        var declared = Declared(tag).Select(KnownNamespaces.Of).ToList();
        return declared.Contains(Vocabulary.Core) || declared.TrueForAll(vocabulary => vocabulary is Vocabulary.Rdf);
    }

    private static string RdfVersion(MarkupTag tag) =>
        Declared(tag).Any(space => space.Contains("netscape", StringComparison.Ordinal)) ? "rss 0.90"
        : Declared(tag).Any(space => space.Contains("rss1.1", StringComparison.Ordinal)) ? "rss 1.1" : "rss 1.0";

    private static bool IsNews(MarkupTag tag) => Declared(tag).Any(space => KnownNamespaces.Of(space) is Vocabulary.News);

    private static IEnumerable<string> Declared(MarkupTag tag) => tag.Attributes
        .Where(attribute => attribute.Prefix == "xmlns" || (attribute.Prefix.Length == 0 && attribute.LocalName == "xmlns"))
        .Select(attribute => attribute.Value);
}
