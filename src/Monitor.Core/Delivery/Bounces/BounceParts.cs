using MimeKit;

namespace Monitor.Delivery.Bounces;

/// <summary>The parts of a mail that a report of a failed delivery is made of.</summary>
internal sealed record BounceParts
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
                    parts.ReturnedTo = [.. returned.To.Mailboxes.Select(mailbox => mailbox.Address)];
                    break;
                case TextPart text when text.ContentType.IsMimeType("text", "rfc822-headers") && parts.ReturnedTo.Count == 0:
                    parts.ReturnedTo = To(text);
                    break;
                case TextPart text when text.IsPlain:
                    texts.Add(text.Text);
                    break;
                case TextPart text when text.IsHtml && texts.Count == 0:
                    texts.Add(System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(Cut(text.Text), "<[^>]{0,1000}>", " ")));
                    break;
            }
        }

        parts.Text = Cut(string.Join("\n", texts));
        return parts;
    }

    // Down through the multiparts, but not into the mail that came back: its own parts are nobody's report.
    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) =>
        entity is Multipart multipart ? multipart.SelectMany(Parts) : entity is null ? [] : [entity];

    private static List<string> To(TextPart headers)
    {
        using var stream = new MemoryStream();
        headers.Content?.DecodeTo(stream);
        stream.Position = 0;
        var list = HeaderList.Load(stream);
        return InternetAddressList.TryParse(list[HeaderId.To] ?? "", out var to) ? [.. to.Mailboxes.Select(mailbox => mailbox.Address)] : [];
    }

    private static string Cut(string text) => text.Length > TextCharactersMax ? text[..TextCharactersMax] : text;
}
