using Monitor.Attributions;
using Monitor.Delivery.Mail;

namespace Monitor.AttributionEvents.Summaries;

/// <summary>An attribution event as the paragraphs of a mail, what is new first; the same in alerts, digests and pages for subscribers.</summary>
public static class EventBlocks
{
    private const int QuoteCharactersMax = 360;

    /// <param name="title">What the entry is about: the event's title, or what is new in it.</param>
    /// <param name="quotesMax">How many quotations are shown beside those of the news.</param>
    /// <param name="eventUrl">The event's page; null where there is none.</param>
    /// <param name="mark">"you were alerted Mon 15:30"; null for none.</param>
    public static List<MailBlock> Of(
        EventSummary summary, string title, TimeZoneInfo zone, MailWords words, int quotesMax, string? eventUrl, string? mark = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(words);
        var blocks = new List<MailBlock> { Line(MailBlockKind.Badge, EventWords.Strength(summary.Highest, words)) };
        if (mark is not null)
        {
            blocks.Add(Line(MailBlockKind.Mark, mark));
        }

        blocks.Add(MailBlock.Of(MailBlockKind.Headline, new MailSpan(title, eventUrl)));
        foreach (var news in summary.News)
        {
            blocks.Add(Line(MailBlockKind.News, news.Text));
            blocks.AddRange(news.Quotes.SelectMany(quote => Quotation(quote, zone, words)));
        }

        var facts = new List<string>();
        if (summary.News.Count > 0)
        {
            facts.Add(EventWords.Title(summary, words));
        }

        facts.Add(words.Count("independent", summary.IndependentReports));
        if (summary.Copies > 0)
        {
            facts.Add(words.Count("copy", summary.Copies));
        }

        facts.Add(words.Say("event.first", words.Time(summary.FirstAt, zone)));
        blocks.Add(Line(MailBlockKind.Small, string.Join(" · ", facts.Where(fact => fact != title))));
        blocks.AddRange(summary.Quotes.Take(quotesMax).Concat(summary.Answers.Take(2)).SelectMany(quote => Quotation(quote, zone, words)));
        var notes = EventWords.Backing(summary, words) is { } backing ? summary.Notes.Prepend(backing) : summary.Notes;
        if (string.Join(' ', notes) is { Length: > 0 } text)
        {
            blocks.Add(Line(MailBlockKind.Small, text));
        }

        return blocks;
    }

    /// <summary>The color of a strength: dark enough for white letters (contrast above 4.5 : 1).</summary>
    public static string Color(AttributionStrength strength) => strength switch
    {
        AttributionStrength.Indictment => "#98201b",
        AttributionStrength.Sanction => "#9a4b00",
        AttributionStrength.Official => "#155b98",
        AttributionStrength.Nonstate => "#2f6b46",
        AttributionStrength.Supports => "#5a4a94",
        _ => "#5d6874",
    };

    private static MailBlock Line(MailBlockKind kind, string text) => MailBlock.Of(kind, new MailSpan(text));

    private static IEnumerable<MailBlock> Quotation(Quote quote, TimeZoneInfo zone, MailWords words)
    {
        yield return Line(MailBlockKind.Quote, words.Say("quote", MailHtml.Plain(quote.Text, QuoteCharactersMax)));
        var origin = quote.PublishedAt is { } at ? $"{MailHtml.Plain(quote.Outlet, 120)}, {words.Time(at, zone)}" : MailHtml.Plain(quote.Outlet, 120);
        yield return MailBlock.Of(
            MailBlockKind.Origin, new MailSpan(quote.By.Length > 0 ? words.Say("quote.by", quote.By, origin) : origin, quote.Url));
    }
}
