using System.Globalization;
using Monitor.Actors;
using Monitor.AttributionEvents.Summaries;
using Monitor.Digests;
using Monitor.Digests.Changes;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Tests.Digests;

public sealed class DigestChoiceTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly EventSummaries Summaries = new(new ActorLabels(new ActorBook([], [])));

    [Theory]
    [InlineData("", true)]
    [InlineData("topics: cyber-espionage", true)]
    [InlineData("topics: ransomware", false)]
    [InlineData("actors: country:CN", true)]
    [InlineData("topics: ransomware; actors: country:CN", true)]
    [InlineData("actors: country:RU", false)]
    [InlineData("outlets: Meridian Wire", true)]
    [InlineData("outlets: Daily Beacon", false)]
    [InlineData("languages: de", false)]
    [InlineData("topics: cyber-espionage; languages: en", true)]
    [InlineData("accusers: country:US", true)]
    [InlineData("accusers: country:US; accused: country:CN", true)]
    [InlineData("accusers: country:US; accused: country:RU", false)]
    [InlineData("accused: country:CN", true)]
    [InlineData("accused: country:US", false)]
    [InlineData("accused: country:US; topics: cyber-espionage", true)]
    public void A_digest_is_about_what_interests_its_reader(string wishes, bool isIn)
    {
        var lists = wishes.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(wish => wish.Split(": ")).ToDictionary(wish => wish[0], wish => wish[1]);
        IReadOnlyList<string> Wish(string name) => lists.TryGetValue(name, out var value) ? [value] : [];
        var interests = new Interests
        {
            Topics = Wish("topics"),
            Actors = Wish("actors"),
            Outlets = Wish("outlets"),
            Languages = Wish("languages"),
            Accusers = Wish("accusers"),
            Accused = Wish("accused"),
        };

        var content = Choose(new SubscriberSettings { Interests = interests }, [Story(1, Article(1))]);

        Assert.Equal(isIn ? 1 : 0, content.Entries.Count);
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 1)]
    [InlineData(4, 0, 0)]
    [InlineData(1, 21, 1)]
    [InlineData(1, 90, 0)]
    public void What_lies_below_the_floor_is_left_out_and_counted(int atLeast, int importance, int shown)
    {
        var settings = new SubscriberSettings { AtLeast = atLeast, Interests = new Interests { Importance = importance } };

        var content = Choose(settings, [Story(1, Article(1)), Story(2, Article(2), Article(3), Article(4))]);

        Assert.Equal((shown, 2 - shown), (content.Entries.Count, content.LeftOut));
    }

    [Fact]
    public void A_running_story_leads_with_its_newest_report_that_says_something()
    {
        var content = Choose(new SubscriberSettings(),
        [
            Story(1, Article(1) with { IsNew = false }, Article(2), Article(3), Article(4) with { IsReport = false }, Article(5) with { IsOwn = false, CopyGroup = 3 }),
        ]);

        var entry = Assert.Single(content.Entries);
        Assert.Equal((DigestNovelty.Report, "Title 3", "Paragraph 3 of the report."), (entry.Novelty, entry.Title, entry.Report!.Sentence));
        Assert.Equal(["Title 2"], entry.Further.Select(report => report.Title));
        Assert.True(entry.Story!.IsUpdate);
    }

    [Fact]
    public void A_copy_of_what_was_told_is_no_news() =>
        Assert.Empty(Choose(new SubscriberSettings(), [Story(1, Article(1) with { IsNew = false }, Article(2) with { IsOwn = false, CopyGroup = 1 })]).Entries);

    [Fact]
    public void A_report_that_was_told_is_not_new_because_it_moved_to_another_story()
    {
        var told = new ToldBefore(new Dictionary<string, DateTimeOffset>(), new HashSet<long> { 1, 2 });

        Assert.Empty(Choose(new SubscriberSettings(), [Story(1, Article(1), Article(2))], told).Entries);
        Assert.Equal("Title 3", Choose(new SubscriberSettings(), [Story(1, Article(1), Article(2), Article(3))], told).Entries[0].Title);
    }

    [Fact]
    public void What_a_reader_asks_for_stands_above_what_is_alike()
    {
        var interests = new Interests { Topics = ["cyber-espionage", "floods"] };
        var floods = Article(2) with { TopicIds = new HashSet<string> { "floods", "cyber-espionage" } };

        var content = Choose(new SubscriberSettings { Interests = interests }, [Story(1, Article(1)), Story(2, floods)]);

        Assert.Equal(["Title 2", "Title 1"], content.Entries.Select(entry => entry.Title));
    }

    [Fact]
    public void A_sentence_stands_once_in_a_mail()
    {
        var same = "The same sentence opens two reports of two stories.";

        var content = Choose(new SubscriberSettings(), [Story(1, Article(1) with { Paragraphs = [same] }), Story(2, Article(2) with { Paragraphs = [same] })]);

        Assert.Equal([same, ""], content.Entries.Select(entry => entry.Report!.Sentence));
    }

    [Theory]
    [InlineData("", "You asked for this once, as “The desk”")]
    [InlineData("07:00", "You get this every day at 07:00 (UTC) as “The desk”")]
    [InlineData("18:00, 07:00", "You get this every day at 07:00 and 18:00 (UTC) as “The desk”")]
    [InlineData("12:00 Friday Monday, 07:00", "You get this every day at 07:00 and on Monday and Friday at 12:00 (UTC) as “The desk”")]
    public void A_digest_says_when_its_reader_gets_one(string slots, string told) =>
        Assert.StartsWith(
            told,
            DigestMail.Why(Choose(new SubscriberSettings { DisplayName = "The desk", Digests = [.. slots.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Slot)] }, [])));

    private static DigestSlot Slot(string text)
    {
        var words = text.Split(' ');
        return new DigestSlot(TimeOnly.ParseExact(words[0], "HH:mm", CultureInfo.InvariantCulture), [.. words[1..].Select(Enum.Parse<DayOfWeek>)]);
    }

    private static DigestContent Choose(SubscriberSettings settings, IReadOnlyList<ChangedStory> stories, ToldBefore? told = null)
    {
        var subscriber = new Subscriber { Name = "desk", Address = "desk@example.org", CreatedAt = Noon, Settings = settings };
        return new DigestChoice(subscriber, new DigestChanges(ChangeSpans.Of(new ChangeSpan(0, 9)), [], stories), told ?? ToldBefore.Nothing, Summaries, TopicNames.None, null)
            .For(new DueDigest(new DateOnly(2021, 7, 20), Slot("09:30"), Noon), Noon.AddDays(1));
    }

    private static ChangedStory Story(long id, params ChangedArticle[] articles) => new(
        id, Noon, articles.Where(article => article.IsOwn).Select(article => article.CopyGroup).Distinct().Count(), articles.Count(article => !article.IsOwn),
        articles[0].Id, articles, [.. articles.SelectMany(article => article.TopicIds).Distinct()]);

    private static ChangedArticle Article(long id) => new()
    {
        Id = id,
        Outlet = "Meridian Wire",
        Title = $"Title {id}",
        Url = $"https://meridian.example/{id}",
        Paragraphs = [$"Paragraph {id} of the report."],
        AppearedAt = Noon.AddMinutes(id),
        CollectedAt = Noon.AddMinutes(id),
        Language = "en-GB",
        CopyGroup = id,
        IsOwn = true,
        IsReport = true,
        IsNew = true,
        Weight = 1,
        TopicIds = new HashSet<string> { "cyber-espionage" },
        Actors = new HashSet<string> { "country:CN", "country:US" },
        Accusations = [new Accusation(new HashSet<string> { "country:US" }, new HashSet<string> { "country:CN" })],
    };
}
