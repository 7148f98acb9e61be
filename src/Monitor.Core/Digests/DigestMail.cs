using System.Text;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>Composes digest mails, and the page of a digest: one list, the most important first. HTML and text say the same. Pure.</summary>
public static class DigestMail
{
    private const int SubjectCharactersMax = 160;

    /// <summary>What the frame, the head and the foot of the mail take at most.</summary>
    private const int FrameBytes = 9_000;

    /// <summary>Entries are shown whole as long as they take this share of the room; after that each gets a line.</summary>
    private const double WholeShare = 0.75;

    public static OutgoingMail Compose(DigestContent content, string from, string to, string listDomain)
    {
        ArgumentNullException.ThrowIfNull(content);
        var subject = Subject(content);
        var feeds = new MailHtml();
        FeedHtml.Add(feeds, content);
        var shown = Shown(content, MailFrame.HtmlBytesMax - FrameBytes - Bytes(feeds));
        return new OutgoingMail
        {
            Key = content.Key,
            From = from,
            To = to,
            Subject = subject,
            Text = Text(content, shown),
            Html = Html(content, subject, shown, feeds),
            ComposedAt = content.Now,
            ListId = $"{content.Subscriber}.digest.{listDomain}",
            Unsubscribe = content.Unsubscribe,
        };
    }

    /// <summary>The digest as a page, everything in it and why it stands where it stands.</summary>
    public static string Page(DigestContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var feeds = new MailHtml();
        FeedHtml.Add(feeds, content);
        var all = content.Entries
            .Select((entry, index) => Rendered(entry, EntryBlocks.Of(entry, content, withWhy: true), isLine: index >= content.EntriesMax))
            .ToList();
        return Html(content with { PageUrl = null }, Subject(content), new ShownEntries(all, 0), feeds);
    }

    /// <summary>"20 July: US, UK, Canada accuse China: hacking – 2 attributions, 5 stories": the first entry, and how much there is.</summary>
    public static string Subject(DigestContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var words = content.Words;
        var date = words.Date(content.LocalDate);
        return MailHtml.Plain(
            content.HasNews ? $"{date}: {MailHtml.Plain(content.Entries[0].Title, 110)} – {Counts(content)}"
                : content.Feeds.Count > 0 ? $"{date}: {FeedHtml.Count(content.Feeds, words)}"
                : $"{date}: {words["digest.nothing"]}",
            SubjectCharactersMax);
    }

    /// <summary>Why the reader gets it.</summary>
    internal static string Why(DigestContent content)
    {
        var words = content.Words;
        var when = content.Schedule.Length > 0 ? words.Say("digest.you-get", content.Schedule, content.TimeZone) : words["digest.you-asked"];
        var about = content.Interests.Length == 0 ? words["digest.about-all"] : words.Say("digest.about", content.Interests);
        return $"{words.Say("digest.why", when, content.Reader, about)} {words["digest.independent-means"]} {words["mail.accuses-nobody"]}";
    }

    /// <summary>"2 attributions, 5 stories"</summary>
    private static string Counts(DigestContent content)
    {
        var events = content.Entries.Count(entry => entry.IsEvent);
        var stories = content.Entries.Count - events;
        var counts = new List<string>();
        if (events > 0)
        {
            counts.Add(content.Words.Count("attribution", events));
        }

        if (stories > 0 || events == 0)
        {
            counts.Add(content.Words.Count("story", stories));
        }

        return string.Join(", ", counts);
    }

    private static string Summary(DigestContent content)
    {
        var words = content.Words;
        var news = content.HasNews
            ? words.Say("digest.from", Counts(content), words.Count("article", content.Articles), words.Count("outlet", content.Outlets))
            : words["digest.no-news"];
        return content.Feeds.Count == 0 ? news : $"{news} {FeedHtml.Count(content.Feeds, words)}.";
    }

    /// <summary>"The digest of Monday, 19 July could not be delivered; …"; null where none is told again, or nothing of it is left to tell.</summary>
    internal static string? Again(DigestContent content)
    {
        if (content.Again.Count == 0 || !content.HasNews)
        {
            return null;
        }

        var words = content.Words;
        var isOneADay = content.Again.DistinctBy(one => one.LocalDate).Count() == content.Again.Count;
        var names = content.Again.Select(one => isOneADay ? words.Day(one.LocalDate) : $"{words.Day(one.LocalDate)}, {one.Slot}").ToList();
        return words.Count("digest.again", names.Count, words.Names(names));
    }

    /// <summary>As much as the reader wants and mail programs do not cut: whole entries, then lines, then a number.</summary>
    private static ShownEntries Shown(DigestContent content, int bytesMax)
    {
        var shown = new List<ShownEntry>();
        var bytes = 0;
        foreach (var entry in content.Entries.Take(content.EntriesMax))
        {
            var one = Rendered(entry, EntryBlocks.Of(entry, content, withWhy: false), isLine: false);
            if (bytes + Bytes(one.Html) > bytesMax * WholeShare)
            {
                one = Rendered(entry, [EntryBlocks.Line(entry, content)], isLine: true);
            }

            bytes += Bytes(one.Html);
            if (bytes > bytesMax)
            {
                break;
            }

            shown.Add(one);
        }

        return new ShownEntries(shown, content.Entries.Count - shown.Count);
    }

    private static ShownEntry Rendered(DigestEntry entry, IReadOnlyList<MailBlock> blocks, bool isLine)
    {
        var html = new MailHtml();
        var color = entry.Event is { } summary ? EventBlocks.Color(summary.Highest) : "#5d6874";
        html.Row(entry.IsEvent && !isLine ? EventHtml.Card(blocks, color) : MailBlocks.Html(blocks, color), isLine ? "4px 32px 0" : "20px 32px 0");
        return new ShownEntry(html, blocks, isLine);
    }

    private static string Html(DigestContent content, string subject, ShownEntries shown, MailHtml feeds)
    {
        var words = content.Words;
        var body = new MailHtml();
        body.Row(Head(content), "30px 32px 0");
        shown.Entries.ToList().ForEach(entry => body.Add($"{entry.Html}"));
        if (More(content, shown.More) is { } more)
        {
            body.Row(MailBlocks.Html([more], ""), "16px 32px 0");
        }

        body.Add($"{feeds}");
        body.Row(new MailHtml(), "0 32px 26px");
        var footer = new MailHtml().Add($"{Why(content)} ");
        foreach (var link in Links(content))
        {
            footer.Add($" ").Link(link.Url, link.Text, MailFrame.LinkColor, "link").Add($".");
        }

        var preheader = string.Join(" · ", content.Entries.Skip(1).Take(3).Select(entry => entry.Title));
        return MailFrame.Page(subject, MailHtml.Plain(preheader.Length > 0 ? preheader : Summary(content), 160), body, footer, words.Language);
    }

    private static string Text(DigestContent content, ShownEntries shown)
    {
        var text = new MailText();
        text.Line(content.Words.LongDate(content.LocalDate));
        text.Wrapped(Summary(content));
        if (Again(content) is { } again)
        {
            text.Wrapped(again);
        }

        foreach (var entry in shown.Entries)
        {
            if (!entry.IsLine)
            {
                text.Line();
            }

            MailBlocks.Write(text, entry.Blocks);
        }

        if (More(content, shown.More) is { } more)
        {
            text.Line();
            MailBlocks.Write(text, [more]);
        }

        FeedHtml.Write(text, content);
        text.Line().Line("-- ").Wrapped(Why(content));
        foreach (var link in Links(content))
        {
            text.Line($"{link.Text}: {link.Url}");
        }

        return text.ToString();
    }

    /// <summary>What lies beyond the mail's length, and below the reader's floor; null where nothing does.</summary>
    private static MailBlock? More(DigestContent content, int more)
    {
        var words = content.Words;
        var spans = new List<MailSpan>();
        if (more > 0)
        {
            spans.Add(content.PageUrl is null
                ? new MailSpan(words.Count("digest.more-ask", more, words.Date(content.LocalDate), content.Slot))
                : new MailSpan(words.Count("digest.more", more), content.PageUrl));
        }

        if (content.LeftOut > 0)
        {
            spans.Add(new MailSpan($"{(spans.Count > 0 ? " " : "")}{words.Count("digest.left-out", content.LeftOut)}"));
        }

        return spans.Count == 0 ? null : new MailBlock(MailBlockKind.Small, spans);
    }

    private static IEnumerable<MailSpan> Links(DigestContent content)
    {
        var words = content.Words;
        var leave = content.Unsubscribe.FirstOrDefault(address => MailHtml.WebAddress(address) is not null);
        return new[]
        {
            new MailSpan(words["digest.in-browser"], content.PageUrl), new MailSpan(words["mail.preferences"], content.PreferencesUrl),
            new MailSpan(words["digest.leave"], leave),
        }.Where(link => MailHtml.WebAddress(link.Url) is not null);
    }

    private static MailHtml Head(DigestContent content)
    {
        var html = new MailHtml();
        html.Add($"<p class=\"soft\" style=\"margin:0 0 6px;{MailFrame.Sans}font-size:12px;line-height:16px;");
        html.Add($"font-weight:600;letter-spacing:.12em;{MailFrame.Soft}\">MONITOR</p>");
        html.Add($"<h1 class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:28px;line-height:34px;font-weight:bold;{MailFrame.Ink}\">");
        html.Add($"{content.Words.LongDate(content.LocalDate)}</h1>");
        foreach (var line in new[] { Summary(content), Again(content) }.OfType<string>())
        {
            html.Add($"<p class=\"soft\" style=\"margin:6px 0 0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Soft}\">{line}</p>");
        }

        return html;
    }

    private static int Bytes(MailHtml html) => Encoding.UTF8.GetByteCount(html.ToString());

    private sealed record ShownEntry(MailHtml Html, IReadOnlyList<MailBlock> Blocks, bool IsLine);

    private sealed record ShownEntries(IReadOnlyList<ShownEntry> Entries, int More);
}
