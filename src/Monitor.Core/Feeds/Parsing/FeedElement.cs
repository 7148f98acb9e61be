namespace Monitor.Feeds.Parsing;

/// <summary>What an element means, whatever the format calls it.</summary>
internal enum FeedElement
{
    Unknown,

    /// <summary>rss, feed, channel, urlset, rdf:RDF: what holds entries.</summary>
    Feed,
    Entry,

    /// <summary>Says nothing itself, its children speak for the parent (media:group, news:news).</summary>
    Transparent,
    Title,
    Link,
    Id,
    Summary,
    Content,
    Published,
    Updated,

    /// <summary>A person with name and address inside, or as text.</summary>
    Person,
    PersonName,
    PersonMail,
    PersonPart,
    Category,
    Keywords,
    Enclosure,
    MediaContent,
    Source,
    Image,
    ImageAddress,
    Language,
    Minutes,
    UpdatePeriod,
    UpdateFrequency,
    CommentsLink,
    CommentCount,
    OriginalLink,
    InReplyTo,
    Point,
    Latitude,
    Longitude,

    /// <summary>The address of a sitemap's page, both link and id.</summary>
    Location,

    /// <summary>A document that lists other documents.</summary>
    SitemapIndex,
}

/// <summary>An element's meaning, and how far it is believed against others of the same meaning: the higher rank wins.</summary>
internal readonly record struct FeedMeaning(FeedElement Element, int Rank);
