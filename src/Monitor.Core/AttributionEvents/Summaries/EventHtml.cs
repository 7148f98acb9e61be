using Monitor.Attributions;
using Monitor.Delivery.Mail;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>An attribution event as a card, the same in alerts and digests.</summary>
public static class EventHtml
{
    private const int QuoteCharactersMax = 360;
    private const int AnswersMax = 2;

    /// <param name="quotesMax">How many quotations are shown.</param>
    /// <param name="eventUrl">The event's page; null where there is none.</param>
    public static MailHtml Card(EventSummary summary, TimeZoneInfo zone, int quotesMax, string? eventUrl)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var color = Color(summary.Highest);
        var html = new MailHtml();
        html.Add($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>");
        html.Add($"<td class=\"card\" style=\"padding:16px 18px 15px;background:#f6f7f9;border-left:4px solid {color};border-radius:0 4px 4px 0\">");
        html.Add($"<span style=\"display:inline-block;padding:2px 8px;border-radius:3px;background:{color};color:#ffffff;{MailFrame.Sans}");
        html.Add($"font-size:11px;line-height:16px;font-weight:600;letter-spacing:.04em;text-transform:uppercase\">");
        html.Add($"{EventWords.Strength(summary.Highest)}</span>");
        html.Add($"<h3 class=\"ink\" style=\"margin:9px 0 3px;{MailFrame.Serif}font-size:19px;line-height:25px;font-weight:bold;{MailFrame.Ink}\">");
        html.Link(eventUrl, EventWords.Title(summary), "color:inherit").Add($"</h3>");
        html.Add($"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:13px;line-height:20px;{MailFrame.Soft}\">{Facts(summary, zone)}</p>");
        AddNews(html, summary);
        foreach (var quote in summary.Quotes.Take(quotesMax))
        {
            html.Add($"{Quotation(quote, zone, color)}");
        }

        foreach (var answer in summary.Answers.Take(AnswersMax))
        {
            html.Add($"{Quotation(answer, zone, "#8a94a1")}");
        }

        if (string.Join(' ', Notes(summary)) is { Length: > 0 } notes)
        {
            html.Add($"<p class=\"soft\" style=\"margin:9px 0 0;{MailFrame.Sans}font-size:13px;line-height:19px;{MailFrame.Soft}\">{notes}</p>");
        }

        return html.Add($"</td></tr></table>");
    }

    /// <summary>The card's content as text.</summary>
    public static void Write(MailText text, EventSummary summary, TimeZoneInfo zone, int quotesMax, string? eventUrl)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(summary);
        text.Wrapped($"{EventWords.Title(summary)} [{EventWords.Strength(summary.Highest)}]");
        text.Wrapped(Facts(summary, zone), "  ");
        foreach (var news in summary.News)
        {
            text.Wrapped(news, "    ", "  + ");
        }

        foreach (var quote in summary.Quotes.Take(quotesMax).Concat(summary.Answers.Take(AnswersMax)))
        {
            text.Wrapped($"“{MailHtml.Plain(quote.Text, QuoteCharactersMax)}”", "    ");
            text.Wrapped($"– {Origin(quote, zone)}", "      ", "    ");
            if (MailHtml.WebAddress(quote.Url) is { } url)
            {
                text.Line($"    {url}");
            }
        }

        foreach (var note in Notes(summary))
        {
            text.Wrapped(note, "  ");
        }

        if (eventUrl is not null)
        {
            text.Line($"  {eventUrl}");
        }
    }

    /// <summary>"Tue 20 July, 14:05", in the reader's zone.</summary>
    public static string Time(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("ddd d MMMM, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The color of a strength: dark enough for white letters (contrast above 4.5 : 1).</summary>
    private static string Color(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => "#98201b",
        AttributionStrength.Sanction => "#9a4b00",
        AttributionStrength.Official => "#155b98",
        AttributionStrength.Nonstate => "#2f6b46",
        AttributionStrength.Supports => "#5a4a94",
        _ => "#5d6874",
    };

    private static string Facts(EventSummary summary, TimeZoneInfo zone)
    {
        var facts = new List<string> { EventWords.Deed(summary), EventWords.Count(summary.IndependentReports, "independent report") };
        if (summary.Copies > 0)
        {
            facts.Add(EventWords.Count(summary.Copies, "copy"));
        }

        facts.Add($"first {Time(summary.FirstAt, zone)}");
        return string.Join(" · ", facts);
    }

    private static IEnumerable<string> Notes(EventSummary summary) =>
        EventWords.Backing(summary) is { } backing ? summary.Notes.Prepend(backing) : summary.Notes;

    private static void AddNews(MailHtml html, EventSummary summary)
    {
        if (summary.News.Count == 0)
        {
            return;
        }

        html.Add($"<p class=\"ink\" style=\"margin:9px 0 0;{MailFrame.Sans}font-size:14px;line-height:21px;{MailFrame.Ink}\">");
        for (var i = 0; i < summary.News.Count; i++)
        {
            html.Add($"{(i > 0 ? MailHtml.Own("<br>") : MailHtml.Own(""))}<b>New:</b> {summary.News[i]}");
        }

        html.Add($"</p>");
    }

    private static MailHtml Quotation(Quote quote, TimeZoneInfo zone, string color)
    {
        var html = new MailHtml();
        html.Add($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin-top:11px\"><tr><td "
            + $"style=\"padding:0 0 0 12px;border-left:2px solid {color}\">");
        html.Add($"<p class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:15px;line-height:22px;font-style:italic;{MailFrame.Ink}\">");
        html.Add($"“{MailHtml.Plain(quote.Text, QuoteCharactersMax)}”</p>");
        html.Add($"<p class=\"soft\" style=\"margin:2px 0 0;{MailFrame.Sans}font-size:12px;line-height:18px;{MailFrame.Soft}\">");
        html.Link(quote.Url, Origin(quote, zone), MailFrame.LinkColor, "link");
        return html.Add($"</p></td></tr></table>");
    }

    private static string Origin(Quote quote, TimeZoneInfo zone)
    {
        var origin = quote.PublishedAt is { } at ? $"{quote.Outlet}, {Time(at, zone)}" : quote.Outlet;
        return quote.By.Length > 0 ? $"{quote.By}, in {origin}" : origin;
    }
}
