using System.Globalization;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>The digest as plain text: everything that the HTML shows, and the stories it has no room for.</summary>
internal static class DigestText
{
    private const int LeadCharactersMax = 280;
    private const int TitleCharactersMax = 200;
    private const int QuotesMax = 2;

    public static string Compose(DigestContent content)
    {
        var text = new MailText();
        text.Line(content.LocalDate.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture));
        text.Wrapped(DigestMail.Summary(content));
        if (content.Attributions.Count > 0)
        {
            text.Heading("Who accuses whom");
            foreach (var attribution in content.Attributions)
            {
                text.Line();
                EventHtml.Write(text, attribution.Summary, content.Zone, QuotesMax, attribution.Url);
            }
        }

        foreach (var topic in DigestMail.ByTopic(content.Stories))
        {
            text.Heading(MailHtml.Plain(topic.Key, TitleCharactersMax));
            foreach (var story in topic)
            {
                Add(text, story, content.Zone);
            }
        }

        FeedHtml.Write(text, content);
        return text.Line().Line("-- ").Wrapped(DigestMail.Why(content)).ToString();
    }

    private static void Add(MailText text, DigestStory story, TimeZoneInfo zone)
    {
        text.Line().Wrapped(MailHtml.Plain(story.Title, TitleCharactersMax));
        text.Wrapped(DigestMail.Facts(story, zone), "  ");
        if (story.Lead.Length > 0)
        {
            text.Wrapped(MailHtml.Plain(story.Lead, LeadCharactersMax), "  ");
        }

        text.Wrapped(MailHtml.Plain(string.Join(", ", story.Outlets.Select(outlet => outlet.HasOwnReport ? outlet.Name : $"{outlet.Name} (copy)")), 400), "  ");
        if (MailHtml.WebAddress(story.Url) is { } url)
        {
            text.Line($"  {url}");
        }
    }
}
