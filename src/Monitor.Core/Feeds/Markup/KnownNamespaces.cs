using System.Xml;

namespace Monitor.Feeds.Markup;

internal static class KnownNamespaces
{
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
    public const string RdfSyntax = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public const string XhtmlNamespace = "http://www.w3.org/1999/xhtml";
    public const string AtomNamespace = "http://www.w3.org/2005/Atom";
    public const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private const string UndeclaredStart = "urn:undeclared:";

    private static readonly Dictionary<string, Vocabulary> ByUri = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Vocabulary.Core,
        ["http://backend.userland.com/rss"] = Vocabulary.Core,
        ["http://backend.userland.com/rss2"] = Vocabulary.Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = Vocabulary.Core,
        ["http://cyber.law.harvard.edu/rss"] = Vocabulary.Core,
        ["http://my.netscape.com/rdf/simple/0.9"] = Vocabulary.Core,
        ["http://channel.netscape.com/rdf/simple/0.9"] = Vocabulary.Core,
        ["http://purl.org/rss/1.0"] = Vocabulary.Core,
        ["http://purl.org/net/rss1.1"] = Vocabulary.Core,
        [AtomNamespace] = Vocabulary.Atom,
        ["http://purl.org/atom/ns"] = Vocabulary.Atom,
        [RdfSyntax.TrimEnd('#')] = Vocabulary.Rdf,
        ["http://purl.org/dc/elements/1.1"] = Vocabulary.DublinCore,
        ["http://purl.org/dc/elements/1.0"] = Vocabulary.DublinCore,
        ["http://purl.org/dc/terms"] = Vocabulary.DublinTerms,
        ["http://purl.org/rss/1.0/modules/content"] = Vocabulary.Content,
        [XhtmlNamespace] = Vocabulary.Xhtml,
        ["http://search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://video.search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://www.rssboard.org/media-rss"] = Vocabulary.Media,
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = Vocabulary.Itunes,
        ["http://purl.org/rss/1.0/modules/syndication"] = Vocabulary.Syndication,
        ["http://purl.org/rss/1.0/modules/slash"] = Vocabulary.Slash,
        ["http://purl.org/syndication/thread/1.0"] = Vocabulary.Thread,
        ["http://www.georss.org/georss"] = Vocabulary.GeoRss,
        ["http://www.w3.org/2003/01/geo/wgs84_pos"] = Vocabulary.Geo,
        ["http://www.google.com/schemas/sitemap-news/0.9"] = Vocabulary.News,
        [Sitemap] = Vocabulary.Core,
        ["http://www.google.com/schemas/sitemap/0.84"] = Vocabulary.Core,
        ["http://rssnamespace.org/feedburner/ext/1.0"] = Vocabulary.FeedBurner,
        ["http://www.pheedo.com/namespace/pheedo"] = Vocabulary.FeedBurner,
        ["http://news.yandex.ru"] = Vocabulary.Yandex,
        ["http://turbo.yandex.ru"] = Vocabulary.Yandex,
    };

    // What a prefix means where nobody declared it: always the same thing, since writers copy it from one another.
    private static readonly Dictionary<string, string> ByPrefix = new(StringComparer.OrdinalIgnoreCase)
    {
        ["atom"] = AtomNamespace,
        ["a10"] = AtomNamespace,
        ["rdf"] = RdfSyntax,
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["content"] = "http://purl.org/rss/1.0/modules/content/",
        ["xhtml"] = XhtmlNamespace,
        ["media"] = "http://search.yahoo.com/mrss/",
        ["itunes"] = "http://www.itunes.com/dtds/podcast-1.0.dtd",
        ["sy"] = "http://purl.org/rss/1.0/modules/syndication/",
        ["slash"] = "http://purl.org/rss/1.0/modules/slash/",
        ["thr"] = "http://purl.org/syndication/thread/1.0",
        ["georss"] = "http://www.georss.org/georss",
        ["geo"] = "http://www.w3.org/2003/01/geo/wgs84_pos#",
        ["news"] = "http://www.google.com/schemas/sitemap-news/0.9",
        ["feedburner"] = "http://rssnamespace.org/feedburner/ext/1.0",
        ["yandex"] = "http://news.yandex.ru",
        ["turbo"] = "http://turbo.yandex.ru",
        ["xlink"] = "http://www.w3.org/1999/xlink",
        ["rss"] = "",
    };

    public static Vocabulary Of(string namespaceUri) =>
        ByUri.GetValueOrDefault(namespaceUri.Trim().TrimEnd('#').TrimEnd('/'), Vocabulary.Other);

    /// <summary>The namespace of a prefix that nobody declared: the usual one, else one of its own.</summary>
    public static string OfUndeclared(string prefix) => prefix switch
    {
        "xml" => Xml,
        "xmlns" => Xmlns,
        _ => ByPrefix.TryGetValue(prefix, out var known) ? known : UndeclaredStart + prefix,
    };

    /// <summary>Resolves every prefix for the XML reader, so that a forgotten declaration does not stop it.</summary>
    public sealed class ForgivingResolver(XmlNameTable names, FeedFaults faults) : XmlNamespaceManager(names)
    {
        public override string? LookupNamespace(string prefix)
        {
            var declared = base.LookupNamespace(prefix);
            if (declared is not null || prefix.Length == 0)
            {
                return declared;
            }

            faults.Add(FeedFaultKind.Prefix, $"the prefix \"{prefix}\" is not declared");
            return NameTable!.Add(OfUndeclared(prefix));
        }
    }
}
