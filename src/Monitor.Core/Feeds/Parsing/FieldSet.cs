using System.Globalization;
using Monitor.Feeds.Addresses;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>What has been read of a feed or of one entry; both have the same fields, and every field keeps its most trusted value.</summary>
internal sealed class FieldSet
{
    private const int ListMax = 256;

    private readonly List<string> _categories = [];
    private readonly List<ParsedEnclosure> _enclosures = [];
    private readonly List<(string Name, int Rank)> _authors = [];

    private int _summaryRank;
    private string? _summaryName;

    public FieldSlot<FeedText> Title;
    public FieldSlot<FeedText> Summary;
    public FieldSlot<FeedText> Content;
    public FieldSlot<string> Link;
    public FieldSlot<string> OriginalLink;

    /// <summary>Where an entry leads that has no link of its own: canonical, related, via, the content's own address.</summary>
    public FieldSlot<string> OtherLinks;
    public FieldSlot<string> Id;
    public FieldSlot<string> Language;
    public FieldSlot<string> Image;
    public FieldSlot<string> CommentsLink;
    public DateSlot Published;
    public DateSlot Updated;

    public string? SelfLink { get; set; }

    public string? NextPageLink { get; set; }

    public string? SourceTitle { get; set; }

    public string? SourceLink { get; set; }

    public string? InReplyTo { get; set; }

    public int? CommentCount { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public TimeSpan? TimeToLive { get; set; }

    public TimeSpan? UpdatePeriod { get; set; }

    public int UpdateFrequency { get; set; } = 1;

    /// <summary>An id that says it is no address: RSS guid with isPermaLink="false".</summary>
    public bool IdIsNoLink { get; set; }

    /// <summary>An entry with two such elements of different names, such as summary and description, keeps the second one as its content.</summary>
    public void OfferSummary(FeedText? text, int rank, string name)
    {
        if (text is null)
        {
            return;
        }

        if (rank == _summaryRank && name != _summaryName)
        {
            Content.Offer(text, 1);
            return;
        }

        Summary.Offer(text, rank);
        if (rank >= _summaryRank)
        {
            (_summaryRank, _summaryName) = (rank, name);
        }
    }

    public void AddAuthor(string? name, int rank)
    {
        if (name is not null && _authors.Count < ListMax && !_authors.Exists(author => author.Name == name))
        {
            _authors.Add((name, rank));
        }
    }

    public void AddCategory(string? category)
    {
        if (!string.IsNullOrWhiteSpace(category) && _categories.Count < ListMax && !_categories.Contains(category.Trim()))
        {
            _categories.Add(category.Trim());
        }
    }

    public void AddEnclosure(string? url, string? type, string? length)
    {
        if (string.IsNullOrWhiteSpace(url) || _enclosures.Count >= ListMax || _enclosures.Exists(known => known.Url == url))
        {
            return;
        }

        var hasLength = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes);
        _enclosures.Add(new ParsedEnclosure(url, string.IsNullOrWhiteSpace(type) ? null : type, hasLength ? bytes : null));
    }

    public ParsedEntry ToEntry()
    {
        var link = Link.Value ?? LinkFromId() ?? OtherLinks.Value;
        var target = OriginalLink.Value ?? link;
        target = Redirectors.TargetOf(target) ?? target;
        return ToEntry(target, target == link ? null : link);
    }

    private ParsedEntry ToEntry(string? link, string? through) => new()
    {
        Id = Id.Value,
        Title = Title.Value,
        Link = link,
        LinkThrough = through,
        Summary = Summary.Value,
        Content = Content.Value,
        Published = Published.Instant,
        PublishedRaw = Published.Raw,
        Updated = Updated.Instant,
        UpdatedRaw = Updated.Raw,
        Author = FirstAuthor(),
        Authors = [.. _authors.Select(author => author.Name)],
        Categories = _categories,
        Enclosures = _enclosures,
        Language = Language.Value,
        CommentsLink = CommentsLink.Value,
        CommentCount = CommentCount,
        SourceTitle = SourceTitle,
        SourceLink = SourceLink,
        InReplyTo = InReplyTo,
        Point = Latitude is { } latitude && Longitude is { } longitude ? (latitude, longitude) : null,
    };

    public ParsedFeed ToFeed(string format, string encoding, NewestEntries entries, FeedFaults faults) => new()
    {
        Format = format,
        Encoding = encoding,
        Title = Title.Value,
        Link = Link.Value,
        Id = Id.Value,
        Description = Summary.Value,
        Language = Language.Value,
        Updated = Updated.Instant ?? Published.Instant,
        Author = FirstAuthor(),
        Image = Image.Value,
        SelfLink = SelfLink,
        NextPageLink = NextPageLink,
        UpdateInterval = TimeToLive ?? (UpdatePeriod is { } period ? period / Math.Max(1, UpdateFrequency) : null),
        Categories = _categories,
        Entries = entries.ToList(),
        EntriesListed = entries.Listed,
        Faults = faults.ToList(),
    };

    private string? FirstAuthor() => _authors.Count == 0 ? null : _authors.MaxBy(author => author.Rank).Name;

    private string? LinkFromId() =>
        !IdIsNoLink && Id.Value is { } id
        && (id.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || id.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) ? id : null;
}
