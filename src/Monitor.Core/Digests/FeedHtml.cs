using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Feeds;

namespace Monitor.Digests;

/// <summary>The feeds in trouble, as the last section of a digest.</summary>
internal static class FeedHtml
{
    public const string Heading = "Feeds that need a look";

    private const int NameCharactersMax = 120;
    private const int ReasonCharactersMax = 240;

    /// <summary>"2 feeds need a look"</summary>
    public static string Count(DigestFeeds feeds) => $"{EventWords.Count(feeds.Count, "feed")} {(feeds.Count == 1 ? "needs" : "need")} a look";

    public static void Add(MailHtml body, DigestContent content)
    {
        if (content.Feeds.Count == 0)
        {
            return;
        }

        body.Heading(Heading);
        foreach (var feed in content.Feeds.Shown)
        {
            var html = new MailHtml().Add($"<p class=\"ink\" style=\"margin:0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Ink}\"><b>");
            html.Link(feed.Url, Name(feed), "color:inherit").Add($"</b> {State(feed, content.Now, content.Zone)}<br>");
            html.Add($"<span class=\"soft\" "
                + $"style=\"font-size:13px;line-height:19px;{MailFrame.Soft}\">{Reason(feed)}<br>{NextPoll(feed, content.Now, content.Zone)}</span></p>");
            body.Row(html, "10px 32px 0");
        }

        if (content.Feeds.More > 0)
        {
            body.Row(
                new MailHtml().Add(
                    $"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:14px;line-height:21px;{MailFrame.Soft}\">{More(content.Feeds)}</p>"),
                "10px 32px 0");
        }
    }

    public static void Write(MailText text, DigestContent content)
    {
        if (content.Feeds.Count == 0)
        {
            return;
        }

        text.Heading(Heading);
        foreach (var feed in content.Feeds.Shown)
        {
            text.Line().Wrapped($"{Name(feed)} {State(feed, content.Now, content.Zone)}");
            text.Wrapped(Reason(feed), "  ").Wrapped(NextPoll(feed, content.Now, content.Zone), "  ");
            if (MailHtml.WebAddress(feed.Url) is { } url)
            {
                text.Line($"  {url}");
            }
        }

        if (content.Feeds.More > 0)
        {
            text.Line().Wrapped(More(content.Feeds));
        }
    }

    private static string More(DigestFeeds feeds) => $"and {feeds.More} more";

    /// <summary>"Meridian Wire" or, when the feed has a name of its own, "Meridian Wire – World".</summary>
    private static string Name(DigestFeed feed) =>
        feed.Title.Length == 0 || feed.Title == feed.Outlet
            ? MailHtml.Plain(feed.Outlet, NameCharactersMax)
            : $"{MailHtml.Plain(feed.Outlet, NameCharactersMax / 2)} – {MailHtml.Plain(feed.Title, NameCharactersMax / 2)}";

    private static string State(DigestFeed feed, DateTimeOffset now, TimeZoneInfo zone)
    {
        var since = feed.ChangedAt <= now ? $" since {EventHtml.Time(feed.ChangedAt, zone)}" : "";
        return feed.State switch
        {
            FeedState.Silent => "is silent",
            FeedState.Gone => "is gone",
            FeedState.Blocked => "refuses us",
            FeedState.Partial => "fails in part",
            _ => "fails",
        } + since;
    }

    private static string Reason(DigestFeed feed) => MailHtml.Plain(feed.Reason, ReasonCharactersMax);

    private static string NextPoll(DigestFeed feed, DateTimeOffset now, TimeZoneInfo zone) => feed.NextPollAt switch
    {
        null => "It is not polled any more.",
        { } at when at <= now => "The next poll is due now.",
        { } at => $"The next poll is due {EventHtml.Time(at, zone)}.",
    };
}
