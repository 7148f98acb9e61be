using System.Text.Json;
using System.Text.Unicode;
using Monitor.Feeds.Addresses;
using Monitor.Feeds.Dates;
using Monitor.Feeds.Html;
using Monitor.Feeds.Markup;

namespace Monitor.Feeds.Parsing;

/// <summary>Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 512 };

    /// <summary>Where a document in UTF-8 that looks like JSON begins; null for any other.</summary>
    public static int? Begins(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith("\uFEFF"u8) ? 3 : 0;
        var first = body[start..].IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && body[start + first] is (byte)'{' or (byte)'[' && Utf8.IsValid(body) ? start + first : null;
    }

    /// <param name="utf8">The document without byte order mark.</param>
    public static FeedParseResult Parse(ReadOnlyMemory<byte> utf8, string encoding, string? baseAddress, FeedFaults faults, FeedLimits limits)
    {
        try
        {
            using var document = Document(utf8, faults);
            var root = document.RootElement;
            var version = root.ValueKind is JsonValueKind.Object ? Text(root, "version") : null;
            var isFeed = version?.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase) == true;
            if (!isFeed && (root.ValueKind is not JsonValueKind.Object || !HasEntries(root)))
            {
                return new FeedParseResult.NotAFeed("JSON, but no JSON Feed");
            }

            if (!isFeed)
            {
                faults.Add(FeedFaultKind.Missing, "\"version\" does not say that this is a JSON Feed", default);
            }

            return new FeedParseResult.Parsed(new Reader(baseAddress, faults).Feed(root, version, encoding, limits));
        }
        catch (JsonException broken)
        {
            return new FeedParseResult.NotAFeed($"broken JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
        }
    }

    private static JsonDocument Document(ReadOnlyMemory<byte> utf8, FeedFaults faults)
    {
        var mended = JsonRepair.Mended(utf8.Span);
        if (mended is not null)
        {
            faults.Add(FeedFaultKind.Character, "half a surrogate pair, or a control character inside a text", default);
        }

        return JsonDocument.Parse(mended ?? utf8, Options);
    }

    private static bool HasEntries(JsonElement root) =>
        root.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array && items.GetArrayLength() > 0
        && items[0].ValueKind is JsonValueKind.Object
        && (items[0].TryGetProperty("url", out _) || items[0].TryGetProperty("content_html", out _) || items[0].TryGetProperty("content_text", out _));

    /// <summary>The value as text, a number in its digits; null when it is missing, empty or of another kind.</summary>
    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => TextRepair.Clean(value.GetString()!).Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object)
            : [];

    private sealed class Reader(string? baseAddress, FeedFaults faults)
    {
        public ParsedFeed Feed(JsonElement root, string? version, string encoding, FeedLimits limits)
        {
            var entries = new NewestEntries(limits.EntriesMax);
            foreach (var item in Objects(root, "items"))
            {
                entries.Add(Entry(item));
            }

            entries.ReportCut(faults);
            var fields = new FieldSet { SelfLink = Address(root, "feed_url"), NextPageLink = Address(root, "next_url") };
            fields.Title.Offer(Plain(root, "title"), 9);
            fields.Summary.Offer(Plain(root, "description"), 9);
            fields.Link.Offer(Address(root, "home_page_url"), 9);
            fields.Id.Offer(Address(root, "feed_url"), 9);
            fields.Language.Offer(Text(root, "language"), 9);
            fields.Image.Offer(Address(root, "icon"), 9);
            fields.Image.Offer(Address(root, "favicon"), 8);
            AddAuthors(fields, root);
            var number = version?[(version.LastIndexOf('/') + 1)..];
            return fields.ToFeed(number is { Length: > 0 and < 8 } ? $"json feed {number}" : "json feed", encoding, entries, faults);
        }

        private ParsedEntry Entry(JsonElement item)
        {
            var fields = new FieldSet { IdIsNoLink = true };
            fields.Id.Offer(Text(item, "id"), 9);
            fields.Title.Offer(Plain(item, "title"), 9);
            fields.Link.Offer(Address(item, "url") ?? Address(item, "external_url"), 9);
            fields.OtherLinks.Offer(fields.Id.Value is { } id && id.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Address(item, "id") : null, 9);
            fields.Summary.Offer(Plain(item, "summary"), 9);
            fields.Content.Offer(Text(item, "content_html") is { } html ? new FeedText(HtmlAddresses.Resolve(html, baseAddress), true) : null, 9);
            fields.Content.Offer(Plain(item, "content_text"), 8);
            fields.Language.Offer(Text(item, "language"), 9);
            fields.Image.Offer(Address(item, "image"), 9);
            OfferDate(ref fields.Published, Text(item, "date_published"));
            OfferDate(ref fields.Updated, Text(item, "date_modified"));
            AddAuthors(fields, item);
            foreach (var attachment in Objects(item, "attachments"))
            {
                fields.AddEnclosure(Address(attachment, "url"), Text(attachment, "mime_type"), Text(attachment, "size_in_bytes"));
            }

            if (item.TryGetProperty("tags", out var tags) && tags.ValueKind is JsonValueKind.Array)
            {
                foreach (var tag in tags.EnumerateArray().Where(tag => tag.ValueKind is JsonValueKind.String))
                {
                    fields.AddCategory(tag.GetString());
                }
            }

            return fields.ToEntry();
        }

        // Version 1.1 has a list; 1.0 had one author.
        private static void AddAuthors(FieldSet fields, JsonElement element)
        {
            foreach (var author in Objects(element, "authors"))
            {
                fields.AddAuthor(Text(author, "name") ?? Text(author, "url"), 9);
            }

            if (element.TryGetProperty("author", out var single) && single.ValueKind is JsonValueKind.Object)
            {
                fields.AddAuthor(Text(single, "name") ?? Text(single, "url"), 8);
            }
        }

        private static FeedText? Plain(JsonElement element, string name) => Text(element, name) is { } text ? new FeedText(text, false) : null;

        private string? Address(JsonElement element, string name)
        {
            if (Text(element, name) is not { } given)
            {
                return null;
            }

            var address = WrittenAddress.Of(baseAddress, given);
            return RelativeAddress.IsExecutable(address) ? null : address;
        }

        private void OfferDate(ref DateSlot slot, string? raw)
        {
            if (raw is null)
            {
                return;
            }

            var isDate = FeedDates.TryParse(raw, out var instant);
            if (!isDate)
            {
                faults.Add(FeedFaultKind.Date, $"\"{(raw.Length > 60 ? raw[..60] + "…" : raw)}\" is no date", default);
            }

            slot.Offer(raw, isDate ? instant : null, 9);
        }
    }
}
