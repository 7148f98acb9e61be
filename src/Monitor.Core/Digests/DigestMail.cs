using System.Globalization;
using System.Text;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>Composes digest mails: who accuses whom first, then the stories by topic. Pure.</summary>
public static class DigestMail
{
    private const int SubjectCharactersMax = 160;
    private const int TitleCharactersMax = 200;
    private const int QuotesMax = 2;

    /// <summary>Stories with lead and outlets; further ones get a line each, as long as the mail has room.</summary>
    private const int FullStoriesMax = 40;

    private const string OtherTopics = "Other stories";

    public static OutgoingMail Compose(DigestContent content, string from, string to, string listDomain)
    {
        ArgumentNullException.ThrowIfNull(content);
        var subject = Subject(content);
        return new OutgoingMail
        {
            Key = content.Key,
            From = from,
            To = to,
            Subject = subject,
            Text = DigestText.Compose(content),
            Html = Html(content, subject),
            ComposedAt = content.Now,
            ListId = $"{content.Subscriber}.digest.{listDomain}",
            Unsubscribe = content.Unsubscribe,
        };
    }

    /// <summary>"20 July: US, UK, Canada accuse China – 2 attributions, 5 stories"</summary>
    public static string Subject(DigestContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var date = content.LocalDate.ToString("d MMMM", CultureInfo.InvariantCulture);
        if (!content.HasNews && content.Feeds.Count > 0)
        {
            return $"{date}: {FeedHtml.Count(content.Feeds)}";
        }

        var first = content.Attributions.Count > 0
            ? EventWords.Headline(content.Attributions[0].Summary)
            : content.Stories.Count > 0 ? MailHtml.Plain(content.Stories[0].Title, 90) : "nothing new";
        return MailHtml.Plain($"{date}: {first} – {Counts(content)}", SubjectCharactersMax);
    }

    /// <summary>The stories by the first of their topics, in the order of each topic's weightiest story.</summary>
    internal static IEnumerable<IGrouping<string, DigestStory>> ByTopic(IEnumerable<DigestStory> stories) =>
        stories.GroupBy(story => story.Topics.Count > 0 ? story.Topics[0] : OtherTopics).OrderBy(group => group.Key == OtherTopics);

    /// <summary>"2 attributions, 5 stories"</summary>
    internal static string Counts(DigestContent content)
    {
        var counts = new List<string>();
        if (content.Attributions.Count > 0)
        {
            counts.Add(EventWords.Count(content.Attributions.Count, "attribution"));
        }

        counts.Add(content.Stories.Count == 0 ? "no stories" : EventWords.Count(content.Stories.Count, "story"));
        return string.Join(", ", counts);
    }

    /// <summary>"4 independent reports · 12 copies · since Mon 19 July, 14:00"</summary>
    internal static string Facts(DigestStory story, TimeZoneInfo zone)
    {
        var facts = new List<string> { EventWords.Count(story.IndependentReports, "independent report") };
        if (story.Copies > 0)
        {
            facts.Add(EventWords.Count(story.Copies, "copy"));
        }

        facts.Add(story.IsUpdate
            ? $"{EventWords.Count(story.NewArticles, "new article")}, goes on since {EventHtml.Time(story.FirstAt, zone)}"
            : $"since {EventHtml.Time(story.FirstAt, zone)}");
        return string.Join(" · ", facts);
    }

    internal static string Why(DigestContent content) =>
        (content.Schedule.Length > 0 ? $"You get this {content.Schedule} ({content.Zone.Id})" : "You asked for this once,")
        + $" as “{content.Subscriber}”, "
        + (content.Interests.Length == 0 ? "about everything that is collected. " : $"about {content.Interests}. ")
        + "An independent report is one that copies no other; copies are counted apart. Monitor reports what others say; it accuses nobody itself.";

    private static string Html(DigestContent content, string subject)
    {
        var body = new MailHtml();
        body.Row(Head(content), "30px 32px 0");
        if (content.Attributions.Count > 0)
        {
            body.Heading("Who accuses whom");
            foreach (var attribution in content.Attributions)
            {
                body.Row(EventHtml.Card(attribution.Summary, content.Zone, QuotesMax, attribution.Url), "14px 32px 0");
            }
        }

        var feeds = new MailHtml();
        FeedHtml.Add(feeds, content);
        AddStories(body, content, MailFrame.HtmlBytesMax - Encoding.UTF8.GetByteCount(feeds.ToString()));
        body.Add($"{feeds}");
        body.Row(new MailHtml(), "0 32px 26px");
        var footer = new MailHtml().Add($"{Why(content)}");
        foreach (var address in content.Unsubscribe.Where(address => MailHtml.WebAddress(address) is not null).Take(1))
        {
            footer.Add($" ").Link(address, "Leave this digest", MailFrame.LinkColor, "link").Add($".");
        }

        return MailFrame.Page(subject, Preheader(content), body, footer);
    }

    private static MailHtml Head(DigestContent content)
    {
        var html = new MailHtml();
        html.Add($"<p class=\"soft\" style=\"margin:0 0 6px;{MailFrame.Sans}font-size:12px;line-height:16px;");
        html.Add($"font-weight:600;letter-spacing:.12em;{MailFrame.Soft}\">MONITOR</p>");
        html.Add($"<h1 class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:28px;line-height:34px;font-weight:bold;{MailFrame.Ink}\">");
        html.Add($"{content.LocalDate.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)}</h1>");
        return html.Add($"<p class=\"soft\" style=\"margin:6px 0 0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Soft}\">{Summary(content)}</p>");
    }

    internal static string Summary(DigestContent content)
    {
        var news = content.HasNews
            ? $"{Counts(content)}, from {EventWords.Count(content.Articles, "article")} of {EventWords.Count(content.Outlets, "outlet")}."
            : "No news since the last digest.";
        return content.Feeds.Count == 0 ? news : $"{news} {FeedHtml.Count(content.Feeds)}.";
    }

    private static string Preheader(DigestContent content)
    {
        var first = content.HasNews ? content.Stories.Select(story => story.Title) : content.Feeds.Shown.Select(feed => feed.Outlet);
        return MailHtml.Plain(string.Join(" · ", first.Take(3)), 160);
    }

    private static void AddStories(MailHtml body, DigestContent content, int bytesMax)
    {
        var full = 0;
        var lines = 0;
        var left = new List<DigestStory>();
        foreach (var topic in ByTopic(content.Stories))
        {
            var headed = false;
            foreach (var story in topic)
            {
                var card = full < FullStoriesMax ? StoryHtml.Card(story, content.Zone, TitleCharactersMax) : null;
                if (card is null || body.Length + card.Length > bytesMax * 3 / 4)
                {
                    left.Add(story);
                    continue;
                }

                if (!headed)
                {
                    body.Heading(topic.Key);
                    headed = true;
                }

                body.Row(card, "15px 32px 0");
                full++;
            }
        }

        if (left.Count == 0)
        {
            return;
        }

        body.Heading("In short");
        foreach (var story in left)
        {
            var line = StoryHtml.Line(story, TitleCharactersMax);
            if (body.Length + line.Length > bytesMax - 8_000)
            {
                break;
            }

            body.Row(line, "8px 32px 0");
            lines++;
        }

        if (lines < left.Count)
        {
            body.Row(
                new MailHtml().Add($"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:14px;line-height:21px;{MailFrame.Soft}\">And "
                    + $"{EventWords.Count(left.Count - lines, "story")} more, in the text part of this mail.</p>"),
                "10px 32px 0");
        }
    }
}
