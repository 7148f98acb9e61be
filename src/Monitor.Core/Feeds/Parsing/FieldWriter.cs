using Monitor.Feeds.Addresses;
using Monitor.Feeds.Dates;
using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>Turns the text and attributes of elements into fields: addresses made absolute, dates read, what is neither reported.</summary>
/// <param name="documentAddress">Where the document came from.</param>
internal sealed class FieldWriter(string? documentAddress, FeedFaults faults)
{
    private const int ShownCharactersMax = 60;

    public void Assign(FieldSet target, FeedMeaning meaning, string text, string? baseAddress, bool isAtom)
    {
        var rank = meaning.Rank;
        switch (meaning.Element)
        {
            case FeedElement.Link:
                OfferLink(target, text, baseAddress, rank);
                break;
            case FeedElement.Location:
                OfferLink(target, text, baseAddress, rank);
                target.Id.Offer(text, rank);
                break;
            case FeedElement.OriginalLink:
                target.OriginalLink.Offer(Address(text, baseAddress), rank);
                break;
            case FeedElement.Id:
                var isRelative = IsRelative(text) || (isAtom && baseAddress != documentAddress);
                target.Id.Offer(isRelative ? RelativeAddress.Resolve(baseAddress, text) : text, rank);
                break;
            case FeedElement.Published:
                OfferDate(ref target.Published, text, rank);
                break;
            case FeedElement.Updated:
                OfferDate(ref target.Updated, text, rank);
                break;
            case FeedElement.Category:
                target.AddCategory(text);
                break;
            case FeedElement.Keywords:
                foreach (var keyword in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    target.AddCategory(keyword);
                }

                break;
            case FeedElement.ImageAddress:
                target.Image.Offer(Address(text, baseAddress), rank);
                break;
            case FeedElement.Language:
                target.Language.Offer(text, rank);
                break;
            case FeedElement.CommentsLink:
                target.CommentsLink.Offer(Address(text, baseAddress), rank);
                break;
            default:
                FeedNumbers.Assign(target, meaning.Element, text);
                break;
        }
    }

    /// <summary>A link with an address as attribute, which says in "rel" what it leads to.</summary>
    public void ReadLink(FieldSet target, LinkAttributes says, string? href, string? baseAddress, int rank)
    {
        var address = Address(href, baseAddress);
        switch (says.Relation?.Trim().ToLowerInvariant())
        {
            case null or "" or "alternate" when says.IsAtom:
                target.Link.OfferFirst(address, rank - says.DistanceOf(address));
                break;
            case null or "" or "alternate":
                target.Link.Offer(address, rank - says.DistanceOf(address));
                break;
            case "canonical":
                target.OtherLinks.OfferFirst(address, 4);
                break;
            case "related":
                target.OtherLinks.OfferFirst(address, 3);
                break;
            case "via":
                target.OtherLinks.OfferFirst(address, 2);
                break;
            case "enclosure":
                target.AddEnclosure(address, says.Type, says.Length);
                break;
            case "self":
                target.SelfLink ??= address;
                break;
            case "next":
                target.NextPageLink ??= address;
                break;
            case "replies":
                target.CommentsLink.Offer(address, rank - 4);
                break;
            default:
                break;
        }
    }

    public void OfferLink(FieldSet target, string? given, string? baseAddress, int rank) =>
        target.Link.Offer(Address(given, baseAddress), rank);

    /// <summary>The address made absolute; null when there is none, or following it would run something.</summary>
    public string? Address(string? given, string? baseAddress)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

        var address = WrittenAddress.Of(baseAddress, given);
        if (address.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0)
        {
            address = string.Concat(address.Where(character => character is not ('\n' or '\r' or '\t')));
        }

        if (RelativeAddress.IsExecutable(address))
        {
            faults.Add(FeedFaultKind.Address, "an address that would run a script");
            return null;
        }

        return address;
    }

    public void OfferDate(ref DateSlot slot, string raw, int rank) =>
        OfferDate(ref slot, raw, FeedDates.TryParse(raw, out var instant) ? instant : null, rank);

    /// <param name="instant">What the date was read as; null when it could not be.</param>
    public void OfferDate(ref DateSlot slot, string raw, DateTimeOffset? instant, int rank)
    {
        if (instant is null && faults.Allows(FeedFaultKind.Date))
        {
            var shown = raw.Length > ShownCharactersMax ? raw[..ShownCharactersMax] + "…" : raw;
            faults.Put(FeedFaultKind.Date, $"\"{shown}\" is no date", faults.Here());
        }

        slot.Offer(raw, instant, rank);
    }

    // Other readers resolve an id that is written as a relative address; any other id is a name and stays as it is.
    private static bool IsRelative(string id) =>
        id[0] == '/' || id.StartsWith("./", StringComparison.Ordinal) || id.StartsWith("../", StringComparison.Ordinal);
}
