using System.Globalization;
using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;
using Library = CodeHollow.FeedReader;
using LibraryFeeds = CodeHollow.FeedReader.Feeds;

namespace Monitor.Feeds.Parsing;

/// <summary>
/// Turns what CodeHollow.FeedReader read into a <see cref="ParsedFeed"/>. Values are the library's own; what its general model lacks
/// (which Atom link is the page, when an entry was updated, enclosures) comes from its items of each format. Addresses are made absolute and
/// refused where following them would run something, as in any feed.
/// </summary>
internal sealed class CodeHollowFields(FeedDocument document)
{
    private const int First = 9;
    private const int Second = 8;

    private readonly FieldWriter _writer = new(document.Address, document.Faults);

    public ParsedFeed ToFeed(Library.Feed feed)
    {
        var entries = new NewestEntries(document.Limits.EntriesMax);
        foreach (var item in feed.Items)
        {
            entries.Add(Entry(item));
        }

        entries.ReportCut(document.Faults);
        var fields = new FieldSet();
        fields.Title.Offer(Text(feed.Title), First);
        fields.Summary.Offer(Text(feed.Description), First);
        fields.Language.Offer(Given(feed.Language), First);
        fields.Image.Offer(Address(feed.ImageUrl), First);
        OfferDate(ref fields.Updated, feed.LastUpdatedDateString, feed.LastUpdatedDate);
        AddSpecific(fields, feed.SpecificFeed);
        OfferLink(fields, feed.Link, hasList: feed.SpecificFeed is LibraryFeeds.AtomFeed);
        return fields.ToFeed(FormatOf(feed), document.Encoding, entries, document.Faults);
    }

    private static string FormatOf(Library.Feed feed) => feed.Type switch
    {
        Library.FeedType.Atom => "atom",
        Library.FeedType.Rss_0_91 => "rss 0.91",
        Library.FeedType.Rss_0_92 => "rss 0.92",
        Library.FeedType.Rss_1_0 => "rss 1.0",
        Library.FeedType.Rss_2_0 => "rss 2.0",
        Library.FeedType.MediaRss => "rss with media",
        Library.FeedType.JsonFeed => "json feed",
        _ => "rss",
    };

    private void AddSpecific(FieldSet fields, LibraryFeeds.BaseFeed specific)
    {
        switch (specific)
        {
            case LibraryFeeds.AtomFeed atom:
                fields.Id.Offer(Given(atom.Id), First);
                fields.AddAuthor(PersonOf(atom.Author), First);
                AddLinks(fields, atom.Links);
                break;
            case LibraryFeeds.Rss20Feed rss:
                fields.AddAuthor(PersonText.Name(Given(rss.ManagingEditor)), First);
                AddPace(fields, rss.TTL, rss.Sy);
                break;
            case LibraryFeeds.MediaRssFeed media:
                fields.AddAuthor(PersonText.Name(Given(media.ManagingEditor)), First);
                AddPace(fields, media.TTL, media.Sy);
                break;
            case LibraryFeeds.Rss10Feed rdf:
                AddPace(fields, null, rdf.Sy);
                break;
            case LibraryFeeds.JsonFeed json:
                fields.SelfLink = Address(json.FeedUrl);
                fields.NextPageLink = Address(json.NextUrl);
                fields.Id.Offer(fields.SelfLink, First);
                break;
            default:
                break;
        }
    }

    private ParsedEntry Entry(Library.FeedItem item)
    {
        var fields = new FieldSet();
        fields.Id.Offer(Given(item.Id), First);
        fields.Title.Offer(Text(item.Title), First);
        fields.Summary.Offer(Text(item.Description), First);
        fields.Content.Offer(item.Content == item.Description ? null : Text(item.Content), First);
        OfferDate(ref fields.Published, item.PublishingDateString, item.PublishingDate);
        foreach (var category in item.Categories ?? [])
        {
            fields.AddCategory(category);
        }

        AddSpecific(fields, item.SpecificItem);
        fields.AddAuthor(PersonText.Name(Given(item.Author)), First);
        OfferLink(fields, item.Link, hasList: item.SpecificItem is LibraryFeeds.AtomFeedItem);
        return fields.ToEntry();
    }

    private void AddSpecific(FieldSet fields, LibraryFeeds.BaseFeedItem specific)
    {
        switch (specific)
        {
            case LibraryFeeds.AtomFeedItem atom:
                OfferDate(ref fields.Updated, atom.UpdatedDateString, atom.UpdatedDate);
                AddLinks(fields, atom.Links);
                break;
            case LibraryFeeds.Rss20FeedItem rss:
                AddEnclosure(fields, rss.Enclosure);
                AddDublinCore(fields, rss.DC);
                fields.CommentsLink.Offer(Address(rss.Comments), First);
                break;
            case LibraryFeeds.MediaRssFeedItem media:
                AddEnclosure(fields, media.Enclosure);
                AddDublinCore(fields, media.DC);
                fields.CommentsLink.Offer(Address(media.Comments), First);
                break;
            case LibraryFeeds.Rss10FeedItem rdf:
                fields.Id.Offer(Given(rdf.About), First);
                AddDublinCore(fields, rdf.DC);
                break;
            case LibraryFeeds.Rss092FeedItem rss:
                AddEnclosure(fields, rss.Enclosure);
                break;
            case LibraryFeeds.JsonFeedItem json:
                fields.IdIsNoLink = true;
                OfferDate(ref fields.Updated, json.DateModifiedString, json.DateModified);
                fields.Link.Offer(Address(json.Url) ?? Address(json.ExternalUrl), First);
                fields.Language.Offer(Given(json.Language), First);
                foreach (var attachment in json.Attachments ?? [])
                {
                    fields.AddEnclosure(Address(attachment.Url), attachment.MimeType, attachment.SizeInBytes?.ToString(CultureInfo.InvariantCulture));
                }

                break;
            default:
                break;
        }
    }

    // The library's own Link is the first of any kind; its list says which one is the page.
    private void AddLinks(FieldSet fields, IEnumerable<LibraryFeeds.AtomLink>? links)
    {
        foreach (var link in links ?? [])
        {
            var length = link.Length?.ToString(CultureInfo.InvariantCulture);
            _writer.ReadLink(fields, new LinkAttributes(link.Relation, link.LinkType, length), link.Href, document.Address, First);
        }
    }

    private void OfferLink(FieldSet fields, string? given, bool hasList) => fields.Link.Offer(hasList ? null : Address(given), Second);

    private void AddDublinCore(FieldSet fields, LibraryFeeds.DublinCore? core)
    {
        if (core is null)
        {
            return;
        }

        fields.AddAuthor(PersonText.Name(Given(core.Creator)), First);
        fields.AddCategory(core.Subject);
        OfferDate(ref fields.Published, core.DateString, core.Date, Second);
    }

    private void AddEnclosure(FieldSet fields, LibraryFeeds.FeedItemEnclosure? enclosure) =>
        fields.AddEnclosure(Address(enclosure?.Url), enclosure?.MediaType, enclosure?.Length?.ToString(CultureInfo.InvariantCulture));

    private static void AddPace(FieldSet fields, string? minutes, LibraryFeeds.Syndication? pace)
    {
        FeedNumbers.Assign(fields, FeedElement.Minutes, minutes?.Trim() ?? "");
        FeedNumbers.Assign(fields, FeedElement.UpdatePeriod, pace?.UpdatePeriod?.Trim() ?? "");
        FeedNumbers.Assign(fields, FeedElement.UpdateFrequency, pace?.UpdateFrequency?.Trim() ?? "");
    }

    private void OfferDate(ref DateSlot slot, string? raw, DateTime? read, int rank = First)
    {
        if (Given(raw) is { } given)
        {
            _writer.OfferDate(ref slot, given, read is { } utc ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null, rank);
        }
    }

    private string? Address(string? given) => _writer.Address(given, document.Address);

    // The library does not say whether a text is HTML: it is where tags or references show.
    private FeedText? Text(string? given) => Given(given) is not { } text ? null
        : HtmlSigns.Shows(text) ? new FeedText(HtmlAddresses.Resolve(text, document.Address), true)
        : new FeedText(text, false);

    private static string? PersonOf(LibraryFeeds.AtomPerson? person) => Given(person?.Name) ?? Given(person?.EMail);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextRepair.Clean(Bounded(text)).Trim();

    private static string Bounded(string text) => text.Length > MarkupLimits.FieldCharactersMax ? text[..MarkupLimits.FieldCharactersMax] : text;
}
