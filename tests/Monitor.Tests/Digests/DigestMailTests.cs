using System.Globalization;
using System.Text;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Feeds;
using Monitor.Subscribers;
using Monitor.Tests.Alerts;

namespace Monitor.Tests.Digests;

public sealed class DigestMailTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_digest_tells_attributions_first_then_stories_with_reports_and_copies_apart()
    {
        var mail = Compose(Content([Story(1, "A campaign of hacking", 4, 12)]));

        Assert.Equal("20 July: US, UK, Canada accuse China: cyberespionage (official, 3 reports) – 1 attribution, 1 story", mail.Subject);
        Assert.Contains("4 independent reports · 12 copies", mail.Html, StringComparison.Ordinal);
        Assert.Contains("4 independent reports · 12 copies", mail.Text, StringComparison.Ordinal);
        Assert.True(mail.Text.IndexOf("WHO ACCUSES WHOM", StringComparison.Ordinal) < mail.Text.IndexOf("CYBER ESPIONAGE", StringComparison.Ordinal));
        Assert.Equal("digest/desk/2021-07-20/07:00", mail.Key);
        Assert.Equal("desk.digest.example.org", mail.ListId);
    }

    [Fact]
    public void However_much_there_is_the_mail_is_not_cut_and_the_text_has_all_of_it()
    {
        var stories = Enumerable.Range(1, 2_000)
            .Select(id => Story(id, $"Story number {id} with a title – “long enough” to be one of a newspaper", 3, 2)).ToList();

        var mail = Compose(Content(stories));

        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html!), 50_000, 102_000);
        Assert.All(stories, story => Assert.Contains($"Story number {story.Id} ", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_a_title_holds_it_stays_a_title()
    {
        var mail = Compose(Content([Story(1, "<b>Bold</b>\r\nBcc: someone@example.org \u202Eevil <img src=x onerror=alert(1)>", 1, 0)]) with
        {
            Attributions = [],
        });

        Assert.DoesNotContain("<b>Bold", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\u202E', mail.Html!);
    }

    [Fact]
    public void Every_link_leads_to_the_web()
    {
        var mail = Compose(Content([Story(1, "A title", 1, 0) with { Url = "javascript:alert(1)", Outlets = [new("Outlet", "data:text/html,x", true)] }]));

        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(mail.Html!, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value),
            link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
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

        Assert.Contains("1 attribution, 1 story, from 31 articles of 12 outlets. 5 feeds need a look.", Flat(mail.Text), StringComparison.Ordinal);
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
    public void A_digest_of_feeds_alone_says_so()
    {
        var mail = Compose(Content([]) with { Attributions = [], Feeds = new DigestFeeds([Silent], 0) });

        Assert.Equal("20 July: 1 feed needs a look", mail.Subject);
        Assert.Contains("No news since the last digest. 1 feed needs a look.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("No news since the last digest. 1 feed needs a look.", mail.Html, StringComparison.Ordinal);
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

        var mail = Compose(Content(stories) with { Feeds = new DigestFeeds([.. Enumerable.Repeat(hostile, 20)], 9_000) });

        Assert.DoesNotContain("<b>Bold", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', mail.Html!);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
        Assert.Contains("and 9000 more", mail.Html, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(mail.Html!), 50_000, 102_000);
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("cyber-espionage", "", "", true)]
    [InlineData("ransomware", "", "", false)]
    [InlineData("", "country:CN", "", true)]
    [InlineData("ransomware", "country:CN", "", true)]
    [InlineData("", "country:RU", "", false)]
    [InlineData("", "", "de", false)]
    [InlineData("cyber-espionage", "", "en", true)]
    public void A_digest_is_about_what_interests_its_reader(string topic, string actor, string language, bool isIn)
    {
        var subscriber = new Subscriber
        {
            Name = "desk",
            Address = "desk@example.org",
            CreatedAt = Noon,
            Settings = new SubscriberSettings { Interests = new Interests { Topics = Some(topic), Actors = Some(actor), Languages = Some(language) } },
        };
        var story = new ChangedStory(
            1, Story(1, "A title", 1, 0), new HashSet<string>
            {
                "cyber-espionage",
            }, new HashSet<string> { "country:CN" }, new HashSet<string>(), ["en-GB"], ["Outlet"]);

        var content = DigestChoice.For(
            subscriber, new DueDigest(new DateOnly(2021, 7, 20), new DigestSlot(new TimeOnly(7, 0), []), Noon), new DigestChanges(0, 9, [], [story]), Noon,
            "https://monitor.example.org/", null, []);

        Assert.Equal(isIn ? 1 : 0, content.Stories.Count);
        Assert.All(content.Stories, one => Assert.Equal("https://monitor.example.org/stories/1", one.StoryUrl));
    }

    [Theory]
    [InlineData("", "You asked for this once, as “desk”")]
    [InlineData("07:00", "You get this every day at 07:00 (UTC) as “desk”")]
    [InlineData("18:00, 07:00", "You get this every day at 07:00 and 18:00 (UTC) as “desk”")]
    [InlineData("12:00 Friday Monday, 07:00", "You get this every day at 07:00 and on Monday and Friday at 12:00 (UTC) as “desk”")]
    public void A_digest_says_when_its_reader_gets_one(string slots, string told)
    {
        var subscriber = new Subscriber
        {
            Name = "desk",
            Address = "desk@example.org",
            CreatedAt = Noon,
            Settings = new SubscriberSettings { Digests = [.. slots.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Slot)] },
        };

        var content = DigestChoice.For(
            subscriber, new DueDigest(new DateOnly(2021, 7, 20), Slot("09:30"), Noon), new DigestChanges(0, 9, [], []), Noon, "", null, []);

        Assert.StartsWith(told, DigestMail.Why(content));

        static DigestSlot Slot(string text)
        {
            var words = text.Split(' ');
            return new DigestSlot(TimeOnly.ParseExact(words[0], "HH:mm", CultureInfo.InvariantCulture), [.. words[1..].Select(Enum.Parse<DayOfWeek>)]);
        }
    }

    private static readonly DigestFeed Silent = new(
        "Meridian Wire", "Meridian Wire", FeedState.Silent, "nothing new for 4 days", Noon, Noon.AddDays(1), "https://monitor.example.org/feeds/7");

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string[] Some(string value) => value.Length == 0 ? [] : [value];

    private static OutgoingMail Compose(DigestContent content) =>
        DigestMail.Compose(content, "Monitor <monitor@example.org>", "desk@example.org", "example.org");

    private static DigestContent Content(IReadOnlyList<DigestStory> stories) => new()
    {
        Subscriber = "desk",
        LocalDate = new DateOnly(2021, 7, 20),
        Slot = "07:00",
        Schedule = "every day at 07:00",
        Zone = Berlin,
        Now = Noon.AddHours(17),
        Attributions = [new(AlertMailTests.Joint, null)],
        Stories = stories,
        Articles = 31,
        Outlets = 12,
    };

    private static DigestStory Story(long id, string title, int reports, int copies) => new()
    {
        Id = id,
        Title = title,
        Url = $"https://example.org/{id}",
        Lead = "Governments said on Monday that they had found out who was behind it.",
        IndependentReports = reports,
        Copies = copies,
        Topics = ["Cyber espionage"],
        Outlets = [new("Meridian Wire", "https://meridian.example/1", true), new("Daily Beacon", "https://beacon.example/1", false)],
        FirstAt = Noon,
        IsUpdate = false,
        NewArticles = reports + copies,
    };
}
