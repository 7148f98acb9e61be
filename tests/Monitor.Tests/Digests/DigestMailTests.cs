using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Tests.Alerts;

namespace Monitor.Tests.Digests;

public sealed partial class DigestMailTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    internal static readonly DigestFeed Silent = new(
        "Meridian Wire", "Meridian Wire", FeedState.Silent, "nothing new for 4 days", Noon, Noon.AddDays(1), "https://monitor.example.org/feeds/7");

    [Fact]
    public void The_subject_is_the_first_entry_with_the_counts()
    {
        var mail = Compose(Content([Joint, Story(1, "A campaign of hacking", 4, 12)]));

        Assert.Equal("20 July: US, UK, Canada accuse China: cyberespionage – 1 attribution, 1 story", mail.Subject);
        Assert.Contains("since Mon 19 July, 14:00: 4 independent reports · 12 copies", Flat(mail.Text), StringComparison.Ordinal);
        Assert.Equal("digest/desk/2021-07-20/07:00", mail.Key);
        Assert.Equal("desk.digest.example.org", mail.ListId);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(40, 0)]
    [InlineData(100, 20)]
    public void However_much_there_is_the_mail_is_short_and_says_how_much_is_left(int entriesMax, int feeds)
    {
        var stories = Enumerable.Range(1, 5_000)
            .Select(id => Story(id, $"Story number {id} with a title – “long enough” to be one of a newspaper", 3, 2)).ToList();

        var mail = Compose(Content(stories) with { EntriesMax = entriesMax, Feeds = new DigestFeeds([.. Enumerable.Repeat(Silent, feeds)], 3) });

        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html!), 8_000, 80_000);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Text), 3_000, 120_000);
        var shown = StoryNumbers().Matches(mail.Text).Select(match => match.Value).Distinct().ToList();
        Assert.Equal(shown, StoryNumbers().Matches(mail.Html![mail.Html!.IndexOf("<h1", StringComparison.Ordinal)..]).Select(match => match.Value).Distinct());
        Assert.Equal(entriesMax == 100 ? shown.Count : entriesMax, shown.Count);
        Assert.Contains($"{5_000 - shown.Count:N0} more on the page of this digest", Flat(mail.Text), StringComparison.Ordinal);
        Assert.Contains("https://monitor.example.org/digest/desk/2021-07-20/0700/x", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_public_address_it_says_whom_to_ask_for_the_rest()
    {
        var mail = Compose(Content([.. Enumerable.Range(1, 12).Select(id => Story(id, $"Story {id}", 1, 0))]) with { EntriesMax = 10, PageUrl = null });

        Assert.Contains("2 more: ask whoever runs this Monitor for the digest of 20 July, 07:00.", Flat(mail.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("monitor digest", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "2021-07-19/07:00", "The digest of Monday, 19 July could not be delivered; what it held is here too.")]
    [InlineData("en", "2021-07-19/07:00 2021-07-19/18:00", "The digests of Monday, 19 July, 07:00 and Monday, 19 July, 18:00 could not be delivered")]
    [InlineData("de", "2021-07-18/07:00 2021-07-19/07:00", "konnten die Übersichten von Sonntag, 18. Juli und Montag, 19. Juli; was sie enthielten")]
    public void It_says_which_could_not_be_delivered(string language, string digests, string expected)
    {
        var again = digests.Split(' ').Select(one => one.Split('/'))
            .Select(one => new DigestSlotName(DateOnly.ParseExact(one[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), one[1])).ToList();
        var mail = Compose(Content([Joint]) with { Language = language, Again = again });

        Assert.Contains(expected, Flat(mail.Text), StringComparison.Ordinal);
        Assert.Contains(expected, System.Net.WebUtility.HtmlDecode(mail.Html!), StringComparison.Ordinal);
        Assert.DoesNotContain(again[0].Slot + " could", Compose(Content([]) with { Again = again }).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void HTML_and_text_say_the_same_links_included(string language)
    {
        var mail = Compose(Content([Joint, Story(1, "A campaign of hacking", 4, 12), Story(2, "A second one", 1, 0)]) with
        {
            Language = language,
            Feeds = new DigestFeeds([Silent], 0),
            LeftOut = 2,
        });

        Assert.All(Links().Matches(mail.Html!).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct(), link =>
            Assert.Contains(link, mail.Text, StringComparison.Ordinal));
        var text = Flat(mail.Text);
        Assert.All(Words(mail.Html!), words => Assert.Contains(Flat(words), text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void It_has_one_heading_landmarks_and_underlined_links()
    {
        var html = Compose(Content([Joint, Story(1, "A campaign of hacking", 4, 12)])).Html!;

        Assert.Single(Headings().Matches(html));
        Assert.Single(MainLandmarks().Matches(html));
        Assert.All(Anchors().Matches(html).Select(match => match.Value), anchor => Assert.Contains("text-decoration:underline", anchor, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_a_title_holds_it_stays_a_title()
    {
        var mail = Compose(Content([Story(1, MailHtml.Plain("<b>Bold</b>\r\nBcc: someone@example.org \u202Eevil <img src=x onerror=alert(1)>", 200), 1, 0)]));

        Assert.DoesNotContain("<b>Bold", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\u202E', mail.Html!);
    }

    [Fact]
    public void Every_link_leads_to_the_web()
    {
        var story = Story(1, "A title", 1, 0);
        var mail = Compose(Content([story with
        {
            Report = story.Report! with { Url = "javascript:alert(1)" },
            Story = story.Story! with { Outlets = [new("Outlet", "data:text/html,x", true)] },
        }]));

        Assert.All(Links().Matches(mail.Html!).Select(match => match.Groups[1].Value), link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_alert_told_is_marked()
    {
        var mail = Compose(Content([Joint with { AlertedAt = Noon.AddHours(1.5) }, Story(1, "A title", 1, 0)]));

        Assert.Contains("[official] [you were alerted Mon 15:30]", Flat(mail.Text), StringComparison.Ordinal);
        Assert.Contains("you were alerted Mon 15:30", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_everything_and_says_why_it_stands_where_it_stands()
    {
        var page = DigestMail.Page(Content([Joint, .. Enumerable.Range(1, 60).Select(id => Story(id, $"Story number {id} ", 1, 0))]));

        Assert.Equal(60, StoryNumbers().Matches(page[page.IndexOf("<h1", StringComparison.Ordinal)..]).Select(match => match.Value).Distinct().Count());
        Assert.Contains("Why here: 21: new story 12, 1 new reports 5, 0 h old 4", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Feeds_in_trouble_stand_last_with_reason_and_next_poll()
    {
        var mail = Compose(Content([Story(1, "A title", 1, 0)]) with
        {
            Feeds = new DigestFeeds([Silent, Silent with
            {
                Outlet = "Daily Beacon",
                Title = "World",
                State = FeedState.Gone,
                Reason = "the publisher says so (410)",
                NextPollAt = null,
            }], 3),
        });

        Assert.Contains("1 story, from 31 articles of 12 outlets. 5 feeds need a look.", Flat(mail.Text), StringComparison.Ordinal);
        Assert.EndsWith(
            "FEEDS THAT NEED A LOOK ---------------------- "
            + "Meridian Wire is silent since Mon 19 July, 14:00 nothing new for 4 days The next poll is due Tue 20 July, 14:00. "
                + "https://monitor.example.org/feeds/7 "
            + "Daily Beacon – World is gone since Mon 19 July, 14:00 the publisher says so (410) It is not polled any more. "
                + "https://monitor.example.org/feeds/7 "
            + "and 3 more",
            Flat(mail.Text).Split(" -- ")[0], StringComparison.Ordinal);
        Assert.All(
            ["Feeds that need a look", "nothing new for 4 days", "The next poll is due Tue 20 July, 14:00.", "Daily Beacon – World",
                "It is not polled any more.", "and 3 more"],
            words => Assert.True(mail.Html!.IndexOf(words, StringComparison.Ordinal) > mail.Html.IndexOf("A title</a>", StringComparison.Ordinal), words));
    }

    [Fact]
    public void A_digest_of_feeds_alone_says_so_and_an_empty_one_too()
    {
        var mail = Compose(Content([]) with { Feeds = new DigestFeeds([Silent], 0) });

        Assert.Equal("20 July: 1 feed needs a look", mail.Subject);
        Assert.Contains("No news since the last digest. 1 feed needs a look.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("No news since the last digest. 1 feed needs a look.", mail.Html, StringComparison.Ordinal);
        Assert.Equal("20 July: nothing new", Compose(Content([])).Subject);
    }

    [Fact]
    public void Whatever_a_feed_is_called_or_its_server_says_it_stays_text_and_the_mail_is_not_cut()
    {
        var hostile = Silent with
        {
            Outlet = "<b>Bold</b> & " + new string('漢', 400),
            Title = "World\r\nBcc: someone@example.org \u202Eevil",
            Reason = "<img src=x onerror=alert(1)> " + new string('漢', 4_000),
            Url = "javascript:alert(1)",
        };
        var stories = Enumerable.Range(1, 2_000)
            .Select(id => Story(id, $"Story number {id} with a title that is long enough to be one of a newspaper", 3, 2)).ToList();

        var mail = Compose(Content(stories) with { EntriesMax = 100, Feeds = new DigestFeeds([.. Enumerable.Repeat(hostile, 20)], 9_000) });

        Assert.DoesNotContain("<b>Bold", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', mail.Html!);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
        Assert.Contains("and 9,000 more", mail.Html, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html!), 40_000, 80_000);
    }

    [Fact]
    public void What_a_digest_told_is_kept_as_it_was()
    {
        var content = Content([Joint, Story(1, "A campaign of hacking", 4, 12)]) with { Feeds = new DigestFeeds([Silent], 2) };
        var kept = new ComposedDigest
        {
            SubscriberId = 1,
            LocalDate = content.LocalDate,
            Slot = content.Slot,
            ComposedAt = Noon,
            AfterSequence = 0,
            ToSequence = 9,
            Content = ComposedDigest.Pack(content),
        };

        var again = Compose(kept.Told()!);

        Assert.Equal(Compose(content).Html, again.Html);
        Assert.Equal(Compose(content).Text, again.Text);
    }

    internal static OutgoingMail Compose(DigestContent content) =>
        DigestMail.Compose(content, "Monitor <monitor@example.org>", "desk@example.org", "example.org");

    internal static DigestContent Content(IReadOnlyList<DigestEntry> entries) => new()
    {
        Subscriber = "desk",
        Reader = "The desk",
        LocalDate = new DateOnly(2021, 7, 20),
        Slot = "07:00",
        Schedule = "every day at 07:00",
        TimeZone = "Europe/Berlin",
        Now = Noon.AddHours(17),
        Entries = entries,
        Articles = 31,
        Outlets = 12,
        PageUrl = "https://monitor.example.org/digest/desk/2021-07-20/0700/x",
        PreferencesUrl = "https://monitor.example.org/preferences/desk/x",
        Unsubscribe = ["https://monitor.example.org/leave-digest/desk/x", "mailto:monitor@example.org"],
    };

    internal static readonly DigestEntry Joint = new()
    {
        Novelty = DigestNovelty.Event,
        Title = EventWords.Title(AlertMailTests.Joint),
        Event = AlertMailTests.Joint,
        EventUrl = "https://monitor.example.org/event/desk/12/x",
        Importance = Importance.Of(new ImportanceFactors(DigestNovelty.Event, AttributionStrength.Official, [1])),
    };

    internal static DigestEntry Story(long id, string title, int reports, int copies) => new()
    {
        Novelty = DigestNovelty.Story,
        Title = title,
        Report = new DigestReport(id, title, "Meridian Wire", $"https://example.org/{id}", Noon, "Governments said on Monday that they had found out who was behind it."),
        Further = [new DigestReport(id + 1, "What is new beside it", "Harbor Gazette", $"https://example.org/further/{id}", Noon, "")],
        Topics = ["Cyber espionage"],
        Importance = Importance.Of(new ImportanceFactors(DigestNovelty.Story, null, [1])),
        Story = new DigestStory
        {
            Id = id,
            Url = $"https://monitor.example.org/story/desk/{id}/x",
            IndependentReports = reports,
            Copies = copies,
            Outlets = [new("Meridian Post", "https://meridian.example/1", true), new("Daily Beacon", "https://beacon.example/1", false)],
            FirstAt = Noon,
            IsUpdate = false,
            NewArticles = reports + copies,
            NotRelevantUrl = $"https://monitor.example.org/not-relevant/desk/{id}/cyber-espionage/x",
            NotSameStoryUrl = $"https://monitor.example.org/not-same-story/desk/{id}/x",
        },
    };

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What stands between the tags of the sheet and the footer.</summary>
    private static IEnumerable<string> Words(string html) =>
        Tags().Split(html[html.IndexOf("<h1", StringComparison.Ordinal)..]).Select(System.Net.WebUtility.HtmlDecode).Select(words => words!.Trim())
            .Where(words => words.Length > 2);

    [GeneratedRegex("Story number \\d+ ")]
    private static partial Regex StoryNumbers();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<a [^>]*>")]
    private static partial Regex Anchors();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<h1")]
    private static partial Regex Headings();

    [GeneratedRegex("role=\"main\"")]
    private static partial Regex MainLandmarks();
}
