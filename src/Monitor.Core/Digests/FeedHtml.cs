using Monitor.Delivery.Mail;
using Monitor.Feeds;

namespace Monitor.Digests;

/// <summary>The feeds in trouble, as the last section of a digest.</summary>
internal static class FeedHtml
{
    private const int NameCharactersMax = 120;
    private const int ReasonCharactersMax = 240;

    /// <summary>"2 feeds need a look"</summary>
    public static string Count(DigestFeeds feeds, MailWords words) => words.Count("feeds", feeds.Count);

    public static void Add(MailHtml body, DigestContent content)
    {
        if (content.Feeds.Count == 0)
        {
            return;
        }

        body.Heading(content.Words["feeds.heading"]);
        foreach (var feed in content.Feeds.Shown)
        {
            var html = new MailHtml().Add($"<p class=\"ink\" style=\"margin:0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Ink}\"><b>");
            html.Link(feed.Url, Name(feed), MailFrame.HeadLink).Add($"</b> {State(feed, content)}<br>");
            html.Add($"<span class=\"soft\" "
                + $"style=\"font-size:13px;line-height:19px;{MailFrame.Soft}\">{Reason(feed)}<br>{NextPoll(feed, content)}</span></p>");
            body.Row(html, "10px 32px 0");
        }

        if (content.Feeds.More > 0)
        {
            body.Row(
                new MailHtml().Add(
                    $"<p class=\"soft\" style=\"margin:0;{MailFrame.Sans}font-size:14px;line-height:21px;{MailFrame.Soft}\">{More(content)}</p>"),
                "10px 32px 0");
        }
    }

    public static void Write(MailText text, DigestContent content)
    {
        if (content.Feeds.Count == 0)
        {
            return;
        }

        text.Heading(content.Words["feeds.heading"]);
        foreach (var feed in content.Feeds.Shown)
        {
            text.Line().Wrapped($"{Name(feed)} {State(feed, content)}");
            text.Wrapped(Reason(feed), "  ").Wrapped(NextPoll(feed, content), "  ");
            if (MailHtml.WebAddress(feed.Url) is { } url)
            {
                text.Line($"  {url}");
            }
        }

        if (content.Feeds.More > 0)
        {
            text.Line().Wrapped(More(content));
        }
    }

    private static string More(DigestContent content) => content.Words.Say("digest.and-more", content.Words.Number(content.Feeds.More));

    /// <summary>"Meridian Wire" or, when the feed has a name of its own, "Meridian Wire – World".</summary>
    private static string Name(DigestFeed feed) =>
        feed.Title.Length == 0 || feed.Title == feed.Outlet
            ? MailHtml.Plain(feed.Outlet, NameCharactersMax)
            : $"{MailHtml.Plain(feed.Outlet, NameCharactersMax / 2)} – {MailHtml.Plain(feed.Title, NameCharactersMax / 2)}";

    private static string State(DigestFeed feed, DigestContent content)
    {
        var words = content.Words;
        var state = words[feed.State switch
        {
            FeedState.Silent => "feed.silent",
            FeedState.Gone => "feed.gone",
            FeedState.Blocked => "feed.refuses",
            FeedState.Partial => "feed.partial",
            _ => "feed.fails",
        }];
        return feed.ChangedAt <= content.Now ? words.Say("feed.since", state, words.Time(feed.ChangedAt, content.Zone)) : state;
    }

    private static string Reason(DigestFeed feed) => MailHtml.Plain(feed.Reason, ReasonCharactersMax);

    private static string NextPoll(DigestFeed feed, DigestContent content) => feed.NextPollAt switch
    {
        null => content.Words["feed.no-poll"],
        { } at when at <= content.Now => content.Words["feed.poll-now"],
        { } at => content.Words.Say("feed.poll-at", content.Words.Time(at, content.Zone)),
    };
}
