using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>The parts of a mail that a report of a failed delivery is made of.</summary>
internal sealed partial record BounceParts
{
    /// <summary>Parts looked at: a report has three.</summary>
    private const int PartsMax = 40;

    private const int TextCharactersMax = 100_000;

    /// <summary>Delivery status notifications, groups of fields each.</summary>
    public List<HeaderListCollection> Statuses { get; } = [];

    /// <summary>What the reporter wrote, plain.</summary>
    public string Text { get; private set; } = "";

    /// <summary>To whom the returned mail was addressed; empty where nothing of it came back.</summary>
    public IReadOnlyList<string> ReturnedTo { get; private set; } = [];

    /// <summary>Its Message-ID, without brackets.</summary>
    public string? ReturnedId { get; private set; }

    public static BounceParts Of(MimeMessage mail)
    {
        var parts = new BounceParts();
        var texts = new List<string>();
        foreach (var part in Parts(mail.Body).Take(PartsMax))
        {
            switch (part)
            {
                case MessageDeliveryStatus status:
                    parts.Statuses.Add(status.StatusGroups);
                    break;
                case MessagePart { Message: { } returned } when parts.ReturnedTo.Count == 0:
                    parts.Returned(returned.Headers);
                    break;
                case TextPart text when text.ContentType.IsMimeType("text", "rfc822-headers") && parts.ReturnedTo.Count == 0:
                    parts.Returned(Headers(text));
                    break;
                case TextPart text when text.IsPlain:
                    texts.Add(text.Text);
                    break;
                case TextPart text when text.IsHtml && texts.Count == 0:
                    texts.Add(System.Net.WebUtility.HtmlDecode(Regex.Replace(Cut(text.Text), "<[^>]{0,1000}>", " ")));
                    break;
            }
        }

        // Without its boundary a multipart is one text that holds all of its parts.
        parts.Text = Cut(string.Join("\n", texts.Count == 0 && mail.Body is Multipart { Preamble: { } whole } ? [whole] : texts));
        parts.ReturnedId ??= IdPattern().Match(parts.Text) is { Success: true } found ? found.Groups["id"].Value : null;
        if (parts.Statuses.Count == 0)
        {
            parts.Statuses.AddRange(ParagraphPattern().Split(parts.Text).Where(paragraph => StatusPattern().IsMatch(paragraph)).Take(PartsMax).Select(Fields));
        }

        return parts;
    }

    /// <summary>Fields of a status notification that stand in a text.</summary>
    private static HeaderListCollection Fields(string paragraph)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(paragraph.Trim() + "\r\n\r\n"));
        return [HeaderList.Load(stream)];
    }

    // Down through the multiparts, but not into the mail that came back: its own parts are nobody's report.
    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) =>
        entity is Multipart multipart ? multipart.SelectMany(Parts) : entity is null ? [] : [entity];

    private static HeaderList Headers(TextPart headers)
    {
        using var stream = new MemoryStream();
        headers.Content?.DecodeTo(stream);
        stream.Position = 0;
        return HeaderList.Load(stream);
    }

    private void Returned(HeaderList headers)
    {
        ReturnedTo = InternetAddressList.TryParse(headers[HeaderId.To] ?? "", out var to) ? [.. to.Mailboxes.Select(mailbox => mailbox.Address)] : [];
        ReturnedId = headers[HeaderId.MessageId]?.Trim(' ', '<', '>');
    }

    [GeneratedRegex(@"\r?\n[ \t]*\r?\n")]
    private static partial Regex ParagraphPattern();

    [GeneratedRegex(@"^\s*(final|original)-recipient:.*;", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex StatusPattern();

    [GeneratedRegex(@"\bmessage-?id\b[^<\r\n]{0,40}<(?<id>[^\s<>]{3,300})>", RegexOptions.IgnoreCase)]
    private static partial Regex IdPattern();

    private static string Cut(string text) => text.Length > TextCharactersMax ? text[..TextCharactersMax] : text;
}
