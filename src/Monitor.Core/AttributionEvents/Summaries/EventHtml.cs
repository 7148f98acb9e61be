using Monitor.Delivery.Mail;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>An attribution event as a card.</summary>
public static class EventHtml
{
    /// <param name="quotesMax">How many quotations are shown beside those of the news.</param>
    /// <param name="eventUrl">The event's page; null where there is none.</param>
    public static MailHtml Card(EventSummary summary, TimeZoneInfo zone, int quotesMax, string? eventUrl, MailWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        words ??= MailWords.InEnglish;
        return Card(EventBlocks.Of(summary, EventWords.Title(summary, words), zone, words, quotesMax, eventUrl), EventBlocks.Color(summary.Highest));
    }

    /// <summary>Paragraphs on a ground of their own, with a bar of the strength's color.</summary>
    public static MailHtml Card(IEnumerable<MailBlock> blocks, string color) => new MailHtml()
        .Add($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>")
        .Add($"<td class=\"card\" style=\"padding:16px 18px 15px;background:#f6f7f9;border-left:4px solid {color};border-radius:0 4px 4px 0\">")
        .Add($"{MailBlocks.Html(blocks, color)}</td></tr></table>");
}
