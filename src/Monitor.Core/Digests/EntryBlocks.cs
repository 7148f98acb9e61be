using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>An entry of a digest as the paragraphs of a mail: whole, or in one line.</summary>
internal static class EntryBlocks
{
    private const int QuotesMax = 4;
    private const int OutletsMax = 8;

    /// <param name="withWhy">Says why it stands where it stands, as the page does.</param>
    public static List<MailBlock> Of(DigestEntry entry, DigestContent content, bool withWhy)
    {
        var blocks = entry.Event is { } summary
            ? EventBlocks.Of(summary, entry.Title, content.Zone, content.Words, QuotesMax, entry.EventUrl, Mark(entry, content))
            : Report(entry, content);
        blocks.AddRange(entry.Further.Select(report => MailBlock.Of(
            MailBlockKind.Small,
            new MailSpan(content.Words["digest.also-new"] + " "),
            new MailSpan(report.Title, report.Url),
            new MailSpan($" ({report.Outlet}, {content.Words.Time(report.At, content.Zone)})"))));
        if (entry.Story is { } story)
        {
            blocks.AddRange(SmallPrint(entry, story, content));
        }

        if (withWhy)
        {
            blocks.Add(MailBlock.Of(MailBlockKind.Small, new MailSpan(content.Words.Say("digest.why-here", entry.Importance.InWords(content.Words)))));
        }

        return blocks;
    }

    /// <summary>"Title (Outlet) · 3 independent reports".</summary>
    public static MailBlock Line(DigestEntry entry, DigestContent content)
    {
        var outlet = entry.Report is { } report ? $" ({report.Outlet})" : "";
        var reports = entry.Story?.IndependentReports ?? entry.Event!.IndependentReports;
        return MailBlock.Of(
            MailBlockKind.Small,
            new MailSpan(entry.Title, entry.EventUrl ?? entry.Report?.Url),
            new MailSpan($"{outlet} · {content.Words.Count("independent", reports)}{(Mark(entry, content) is { } mark ? $" · {mark}" : "")}"));
    }

    private static string? Mark(DigestEntry entry, DigestContent content) =>
        entry.AlertedAt is { } at ? content.Words.Say("digest.alerted", content.Words.DayAndHour(at, content.Zone)) : null;

    private static List<MailBlock> Report(DigestEntry entry, DigestContent content)
    {
        var report = entry.Report!;
        var blocks = new List<MailBlock> { MailBlock.Of(MailBlockKind.Headline, new MailSpan(entry.Title, report.Url)) };
        blocks.Add(MailBlock.Of(MailBlockKind.Small, new MailSpan($"{report.Outlet}, {content.Words.Time(report.At, content.Zone)}")));
        if (report.Sentence.Length > 0)
        {
            blocks.Add(MailBlock.Of(MailBlockKind.Lead, new MailSpan(report.Sentence)));
        }

        return blocks;
    }

    /// <summary>"since Mon 19 July, 14:00: 9 independent reports · 4 copies", who has it, and where all of it stands.</summary>
    private static IEnumerable<MailBlock> SmallPrint(DigestEntry entry, DigestStory story, DigestContent content)
    {
        var words = content.Words;
        var facts = new List<string>();
        if (story.IsUpdate || story.IndependentReports + story.Copies > 1)
        {
            facts.Add(words.Say("digest.since", words.Time(story.FirstAt, content.Zone), words.Count("independent", story.IndependentReports)));
        }

        if (story.Copies > 0)
        {
            facts.Add(words.Count("copy", story.Copies));
        }

        facts.AddRange(entry.Topics);
        if (MailBlock.Joined(MailBlockKind.Small, facts.Select(fact => new MailSpan(fact))) is { } line)
        {
            yield return line;
        }

        if (Names(story.Outlets, words) is { Count: > 0 } names)
        {
            yield return new MailBlock(MailBlockKind.Small, names);
        }

        var links = new[]
        {
            new MailSpan(words["digest.whole-story"], story.Url), new MailSpan(words["digest.not-relevant"], story.NotRelevantUrl),
            new MailSpan(words["digest.not-same-story"], story.NotSameStoryUrl),
        };
        if (MailBlock.Joined(MailBlockKind.Small, links.Where(link => link.Url is not null)) is { } pages)
        {
            yield return pages;
        }
    }

    private static List<MailSpan> Names(IReadOnlyList<DigestOutlet> outlets, MailWords words)
    {
        var spans = new List<MailSpan>();
        foreach (var (key, isOwn) in new[] { ("digest.reported-by", true), ("digest.copied-by", false) })
        {
            var some = outlets.Where(outlet => outlet.HasOwnReport == isOwn).ToList();
            if (some.Count == 0)
            {
                continue;
            }

            spans.Add(new MailSpan($"{(spans.Count > 0 ? " · " : "")}{words.Count(key, some.Count)} "));
            for (var i = 0; i < Math.Min(some.Count, OutletsMax); i++)
            {
                spans.AddRange(i > 0 ? [new MailSpan(", "), new MailSpan(some[i].Name, some[i].Url)] : [new MailSpan(some[i].Name, some[i].Url)]);
            }

            if (some.Count > OutletsMax)
            {
                spans.Add(new MailSpan(" " + words.Say("digest.and-more", words.Number(some.Count - OutletsMax))));
            }
        }

        return spans;
    }
}
