using Monitor.Text;

namespace Monitor.Articles;

/// <summary>
/// What is kept of one published piece. Collect (or an import) makes it <em>pending</em> with what the feed gave, Read fills in text, tags
/// and statements, Group places it: <see cref="ReadAt"/> and <see cref="GroupedAt"/> tell which of these has been done.
/// </summary>
public sealed class Article
{
    /// <summary>What was published longer ago than this when it was collected is not news.</summary>
    public static readonly TimeSpan NewsAgeMax = TimeSpan.FromHours(48);

    public long Id { get; set; }

    /// <summary>The name of the outlet that published it.</summary>
    public required string Outlet { get; set; }

    /// <summary>The address as the feed lists it; null where the entry had none.</summary>
    public string? Url { get; set; }

    /// <summary>
    /// The article's identity after its feed entry: <see cref="Url"/> without tracking parameters, unique. Null where there is no address,
    /// or where several entries share it, so that it identifies nothing.
    /// </summary>
    public string? Address
    {
        get;
        set
        {
            field = value;
            AddressHash = value is null ? null : HashOf(value);
        }
    }

    /// <summary>A hash of <see cref="Address"/>, unique: an address may be longer than a row of an index.</summary>
    public string? AddressHash { get; private set; }

    /// <summary>
    /// What the page names as its original (rel=canonical). On another site it is evidence of syndication, never identity: a copy must
    /// not vanish into its origin, nor a hostile page take another's place.
    /// </summary>
    public string? CanonicalUrl { get; set; }

    /// <summary>Outlet and id of the line it was imported from, unique; null for what came from a feed.</summary>
    public string? ImportKey { get; set; }

    /// <summary>The feed entry's title where the outlet changed it after the article was read; Read makes it the title.</summary>
    public string? FeedTitle { get; set; }

    /// <summary>What the feed entry gave, as given: the summary, as HTML or text.</summary>
    public string? FeedSummary { get; set; }

    /// <summary>What the feed entry gave, as given: the content, as HTML or text.</summary>
    public string? FeedContent { get; set; }

    /// <summary><see cref="FeedContent"/> is the article's own text, word for word (an import): the page is not asked for.</summary>
    public bool IsFullText { get; set; }

    public required string Title { get; set; }

    public string? Byline { get; set; }

    /// <summary>Paragraphs joined by an empty line; empty until the article is read.</summary>
    public string Text { get; set; } = "";

    /// <summary>A BCP 47 tag such as "en" or "pt-BR"; null where nobody could tell.</summary>
    public string? Language { get; set; }

    /// <summary>When the outlet says it was published: the feed's word, else the page's. May lie in the future.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset CollectedAt { get; set; }

    /// <summary>When it appeared, as far as can be trusted: published, but not after it was collected. The order in which Group takes articles.</summary>
    public DateTimeOffset AppearedAt { get; private set; }

    /// <summary>Not news: grouped and tagged like all others, but never alerted and never new in a digest.</summary>
    public bool Past { get; set; }

    /// <summary>Only title and feed text are known (paywall, consent page, fetch failed): never a copy of another such article.</summary>
    public bool SummaryOnly { get; set; }

    /// <summary>Why it is summary only, or what the last attempt to read it met with, in words.</summary>
    public string? ReadNote { get; set; }

    /// <summary>1 for the text first read; each changed text counts one up and keeps the former as an <see cref="ArticleRevision"/>.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Counted up by each claim, and by what ends it: the claim's fence, since only its holder may write. 0 before the first.</summary>
    public int ReadAttempt { get; set; }

    /// <summary>Until when the current attempt holds the article; free afterwards. Null when nobody reads it.</summary>
    public DateTimeOffset? ReadLeaseUntil { get; set; }

    /// <summary>When Read may try (again).</summary>
    public DateTimeOffset ReadDueAt { get; set; }

    /// <summary>How often reading failed since the article became pending.</summary>
    public int ReadFailures { get; set; }

    /// <summary>When it was read. Null while pending; a changed feed entry makes it pending again.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>What the tagger found in title and text, as JSON that ArticleFindings reads; null until read.</summary>
    public string? Tags { get; set; }

    /// <summary>
    /// The stamp of the config that <see cref="Tags"/> were made with; 0 where nobody knows. One older than the current asks for tagging again.
    /// </summary>
    public long TagStamp { get; set; }

    /// <summary>The statements that the detector found, as JSON that ArticleFindings reads; null until read.</summary>
    public string? Statements { get; set; }

    /// <summary>What Read found of who holds which office, as JSON; null where it found nothing, and once Group has taken it up.</summary>
    public string? Lessons { get; set; }

    /// <summary>Under which key the search index holds it, in the order in which lists show articles; null while it does not.</summary>
    public long? SearchKey { get; set; }

    /// <summary>When Group placed it; null again after a changed text, so that new statements count.</summary>
    public DateTimeOffset? GroupedAt { get; set; }

    /// <summary>
    /// When its texts were let go (Retention); title, address and findings stay. From then on no changed entry makes it pending again.
    /// </summary>
    public DateTimeOffset? TextForgottenAt { get; set; }

    public static string HashOf(string address) => StoredHash.Digits(address);

    /// <summary>The same values in another object, to be changed beside the one that was read.</summary>
    internal Article Copy() => (Article)MemberwiseClone();

    /// <summary>
    /// The outlet changed it. The former title and text stay until Read has the new ones and keeps them as a revision. A stored one is first taken from those
    /// who read the former text right now (<see cref="ArticleClaims.TakeFromReadersAsync"/>).
    /// </summary>
    internal void MakePendingAgain(string title, DateTimeOffset now)
    {
        FeedTitle = title;
        ReadAt = null;
        ReadDueAt = now;
        ReadFailures = 0;
        ReadLeaseUntil = null;
    }

    /// <summary>Sets the instant of publication and what follows from it; needs <see cref="CollectedAt"/>.</summary>
    public void DateAs(DateTimeOffset? publishedAt)
    {
        PublishedAt = publishedAt?.ToUniversalTime();
        AppearedAt = PublishedAt < CollectedAt ? PublishedAt.Value : CollectedAt;
        Past |= PublishedAt < CollectedAt - NewsAgeMax;
    }
}
