namespace Monitor.Delivery.Mail;

/// <summary>
/// A paragraph of a mail, before it becomes HTML and text: since both are made of the same blocks, they say the same.
/// </summary>
public sealed record MailBlock(MailBlockKind Kind, IReadOnlyList<MailSpan> Spans)
{
    public static MailBlock Of(MailBlockKind kind, params MailSpan[] spans) => new(kind, spans);

    /// <summary>Parts with " · " between; null where there are none.</summary>
    public static MailBlock? Joined(MailBlockKind kind, IEnumerable<MailSpan> parts)
    {
        var spans = new List<MailSpan>();
        foreach (var part in parts)
        {
            if (spans.Count > 0)
            {
                spans.Add(new MailSpan(" · "));
            }

            spans.Add(part);
        }

        return spans.Count == 0 ? null : new MailBlock(kind, spans);
    }
}

/// <summary>Words of a paragraph, and where they lead; null for nowhere.</summary>
public sealed record MailSpan(string Text, string? Url = null);
