using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>The table of element names: vocabulary and local name (case does not matter) to meaning.</summary>
internal sealed class FeedElements(string rootNamespace)
{
    private const int CacheMax = 1_024;

    private static readonly Dictionary<(Vocabulary, string), FeedMeaning> Meanings = new(new NameComparer())
    {
        // Core also means Atom; where an Atom element stands inside RSS it ranks lower (see Of).
        [(Vocabulary.Core, "rss")] = new(FeedElement.Feed, 9),
        [(Vocabulary.Core, "feed")] = new(FeedElement.Feed, 9),
        [(Vocabulary.Core, "channel")] = new(FeedElement.Feed, 9),
        [(Vocabulary.Core, "urlset")] = new(FeedElement.Feed, 9),
        [(Vocabulary.Rdf, "rdf")] = new(FeedElement.Feed, 9),
        [(Vocabulary.Core, "sitemapindex")] = new(FeedElement.SitemapIndex, 9),
        [(Vocabulary.Core, "item")] = new(FeedElement.Entry, 9),
        [(Vocabulary.Core, "entry")] = new(FeedElement.Entry, 9),
        [(Vocabulary.Core, "url")] = new(FeedElement.Entry, 9),
        [(Vocabulary.Core, "title")] = new(FeedElement.Title, 9),
        [(Vocabulary.News, "title")] = new(FeedElement.Title, 8),
        [(Vocabulary.DublinCore, "title")] = new(FeedElement.Title, 7),
        [(Vocabulary.Itunes, "title")] = new(FeedElement.Title, 6),
        [(Vocabulary.Media, "title")] = new(FeedElement.Title, 5),
        [(Vocabulary.Core, "link")] = new(FeedElement.Link, 9),
        [(Vocabulary.Core, "loc")] = new(FeedElement.Location, 9),
        [(Vocabulary.FeedBurner, "origlink")] = new(FeedElement.OriginalLink, 9),
        [(Vocabulary.Core, "guid")] = new(FeedElement.Id, 9),
        [(Vocabulary.Core, "id")] = new(FeedElement.Id, 9),
        [(Vocabulary.DublinCore, "identifier")] = new(FeedElement.Id, 7),
        [(Vocabulary.Core, "description")] = new(FeedElement.Summary, 9),
        [(Vocabulary.Core, "summary")] = new(FeedElement.Summary, 9),
        [(Vocabulary.Core, "subtitle")] = new(FeedElement.Summary, 9),
        [(Vocabulary.Core, "tagline")] = new(FeedElement.Summary, 9),
        [(Vocabulary.Core, "abstract")] = new(FeedElement.Summary, 9),
        [(Vocabulary.DublinCore, "description")] = new(FeedElement.Summary, 7),
        [(Vocabulary.DublinTerms, "abstract")] = new(FeedElement.Summary, 7),
        [(Vocabulary.Itunes, "summary")] = new(FeedElement.Summary, 6),
        [(Vocabulary.Itunes, "subtitle")] = new(FeedElement.Summary, 5),
        [(Vocabulary.Media, "description")] = new(FeedElement.Summary, 4),
        [(Vocabulary.Content, "encoded")] = new(FeedElement.Content, 9),
        [(Vocabulary.Core, "content")] = new(FeedElement.Content, 9),
        [(Vocabulary.Core, "fullitem")] = new(FeedElement.Content, 8),
        [(Vocabulary.Core, "body")] = new(FeedElement.Content, 8),
        [(Vocabulary.Yandex, "full-text")] = new(FeedElement.Content, 6),
        [(Vocabulary.Yandex, "content")] = new(FeedElement.Content, 6),
        [(Vocabulary.Xhtml, "body")] = new(FeedElement.Content, 8),
        [(Vocabulary.Xhtml, "div")] = new(FeedElement.Content, 7),
        [(Vocabulary.Core, "pubdate")] = new(FeedElement.Published, 9),
        [(Vocabulary.Core, "published")] = new(FeedElement.Published, 9),
        [(Vocabulary.Core, "issued")] = new(FeedElement.Published, 8),
        [(Vocabulary.News, "publication_date")] = new(FeedElement.Published, 9),
        [(Vocabulary.DublinTerms, "issued")] = new(FeedElement.Published, 7),
        [(Vocabulary.DublinCore, "date")] = new(FeedElement.Published, 6),
        [(Vocabulary.Core, "created")] = new(FeedElement.Published, 5),
        [(Vocabulary.DublinTerms, "created")] = new(FeedElement.Published, 4),
        [(Vocabulary.Core, "updated")] = new(FeedElement.Updated, 9),
        [(Vocabulary.Core, "modified")] = new(FeedElement.Updated, 8),
        [(Vocabulary.Core, "lastbuilddate")] = new(FeedElement.Updated, 8),
        [(Vocabulary.Core, "lastmod")] = new(FeedElement.Updated, 8),
        [(Vocabulary.DublinTerms, "modified")] = new(FeedElement.Updated, 7),
        [(Vocabulary.Core, "author")] = new(FeedElement.Person, 9),
        [(Vocabulary.Core, "managingeditor")] = new(FeedElement.Person, 8),
        [(Vocabulary.DublinCore, "creator")] = new(FeedElement.Person, 7),
        [(Vocabulary.DublinCore, "author")] = new(FeedElement.Person, 7),
        [(Vocabulary.Itunes, "author")] = new(FeedElement.Person, 6),
        [(Vocabulary.Core, "name")] = new(FeedElement.PersonName, 9),
        [(Vocabulary.Core, "email")] = new(FeedElement.PersonMail, 9),
        [(Vocabulary.Core, "uri")] = new(FeedElement.PersonPart, 9),
        [(Vocabulary.Core, "homepage")] = new(FeedElement.PersonPart, 9),
        [(Vocabulary.Core, "category")] = new(FeedElement.Category, 9),
        [(Vocabulary.DublinCore, "subject")] = new(FeedElement.Category, 9),
        [(Vocabulary.Media, "category")] = new(FeedElement.Category, 9),
        [(Vocabulary.Itunes, "category")] = new(FeedElement.Category, 9),
        [(Vocabulary.Itunes, "keywords")] = new(FeedElement.Keywords, 9),
        [(Vocabulary.News, "keywords")] = new(FeedElement.Keywords, 9),
        [(Vocabulary.Media, "keywords")] = new(FeedElement.Keywords, 9),
        [(Vocabulary.Core, "enclosure")] = new(FeedElement.Enclosure, 9),
        [(Vocabulary.Media, "content")] = new(FeedElement.MediaContent, 9),
        [(Vocabulary.Media, "group")] = new(FeedElement.Transparent, 9),
        [(Vocabulary.News, "news")] = new(FeedElement.Transparent, 9),
        [(Vocabulary.News, "publication")] = new(FeedElement.Source, 9),
        [(Vocabulary.News, "name")] = new(FeedElement.Title, 9),
        [(Vocabulary.News, "language")] = new(FeedElement.Language, 9),
        [(Vocabulary.Core, "source")] = new(FeedElement.Source, 9),
        [(Vocabulary.Core, "image")] = new(FeedElement.Image, 9),
        [(Vocabulary.Core, "logo")] = new(FeedElement.ImageAddress, 8),
        [(Vocabulary.Core, "icon")] = new(FeedElement.ImageAddress, 7),
        [(Vocabulary.Itunes, "image")] = new(FeedElement.ImageAddress, 6),
        [(Vocabulary.Core, "language")] = new(FeedElement.Language, 9),
        [(Vocabulary.DublinCore, "language")] = new(FeedElement.Language, 8),
        [(Vocabulary.Core, "ttl")] = new(FeedElement.Minutes, 9),
        [(Vocabulary.Syndication, "updateperiod")] = new(FeedElement.UpdatePeriod, 9),
        [(Vocabulary.Syndication, "updatefrequency")] = new(FeedElement.UpdateFrequency, 9),
        [(Vocabulary.Core, "comments")] = new(FeedElement.CommentsLink, 9),
        [(Vocabulary.Slash, "comments")] = new(FeedElement.CommentCount, 9),
        [(Vocabulary.Thread, "total")] = new(FeedElement.CommentCount, 8),
        [(Vocabulary.Thread, "in-reply-to")] = new(FeedElement.InReplyTo, 9),
        [(Vocabulary.GeoRss, "point")] = new(FeedElement.Point, 9),
        [(Vocabulary.Geo, "lat")] = new(FeedElement.Latitude, 9),
        [(Vocabulary.Geo, "long")] = new(FeedElement.Longitude, 9),
    };

    private readonly Dictionary<(string Namespace, string Name), FeedMeaning> _cache = [];

    public FeedMeaning Of(MarkupTag tag)
    {
        if (_cache.TryGetValue((tag.Namespace, tag.LocalName), out var meaning))
        {
            return meaning;
        }

        meaning = Find(tag.Namespace, tag.LocalName);
        if (_cache.Count < CacheMax)
        {
            _cache.Add((tag.Namespace, tag.LocalName), meaning);
        }

        return meaning;
    }

    private FeedMeaning Find(string namespaceUri, string name)
    {
        // A root in an unknown namespace is taken at its word: what shares its namespace is a feed's own.
        var isRoots = namespaceUri == rootNamespace;
        var vocabulary = isRoots && KnownNamespaces.Of(namespaceUri) is not Vocabulary.Rdf ? Vocabulary.Core : KnownNamespaces.Of(namespaceUri);
        var isGuest = vocabulary is Vocabulary.Atom;
        var found = Meanings.GetValueOrDefault((isGuest ? Vocabulary.Core : vocabulary, name));
        return isGuest && found.Element is not FeedElement.Entry ? found with { Rank = found.Rank - 1 } : found;
    }

    private sealed class NameComparer : IEqualityComparer<(Vocabulary Vocabulary, string Name)>
    {
        public bool Equals((Vocabulary Vocabulary, string Name) x, (Vocabulary Vocabulary, string Name) y) =>
            x.Vocabulary == y.Vocabulary && x.Name.Equals(y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((Vocabulary Vocabulary, string Name) key) =>
            HashCode.Combine(key.Vocabulary, key.Name.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
