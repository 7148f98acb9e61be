using Monitor.Actors;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.Tagging;

public sealed class TaggerTests
{
    private static readonly Tagger Bundled = Tagger.Load(ConfigFolder.Bundled);

    public static TheoryData<string, string> MentionCases => CaseFile.Read("mentions.cases");

    [Theory, MemberData(nameof(MentionCases))]
    public void A_text_names_its_actors(string text, string actors) =>
        Assert.Equal(actors, string.Join(", ", Bundled.Tag(TokenizedText.Of(text)).Mentions.Select(Written)));

    [Fact]
    public void A_mention_is_the_exact_slice_of_the_text()
    {
        var text = TokenizedText.Of("A title", "Hackers of China's Ministry of State Security.");

        var mention = Assert.Single(Bundled.Tag(text).Mentions);

        Assert.Equal("China's Ministry of State Security", mention.Span.Of(text.Value));
    }

    [Fact]
    public void An_alias_holds_only_on_its_days()
    {
        var tagger = TaggerOf(
            """
            actors:
              - id: agency:US-STATE
                name: State Department
              - id: person:ann-example
                name: Ann Example
                offices: [{ text: the minister, from: 2020-01-01, to: 2020-12-31 }]
            """);

        Assert.Single(tagger.Tag(TokenizedText.Of("The minister spoke."), published: Day(2020, 6, 1)).Mentions);
        Assert.Empty(tagger.Tag(TokenizedText.Of("The minister spoke."), published: Day(2021, 6, 1)).Mentions);
    }

    [Fact]
    public void Between_actors_that_share_a_name_the_article_decides_and_says_so()
    {
        var tagger = TaggerOf(
            """
            actors:
              - { id: agency:FR-ABC, name: Bureau of Affairs }
              - { id: agency:BE-ABC, name: Bureau of Affairs }
              - { id: "country:BE", name: Belgium }
              - { id: "country:FR", name: France }
            """);

        var mentions = tagger.Tag(TokenizedText.Of("The Bureau of Affairs met. Belgium waited.")).Mentions;

        Assert.Equal("agency:BE-ABC", mentions[0].Actor.Id);
        Assert.Equal("also agency:FR-ABC; chosen because the article names it elsewhere", mentions[0].Reading);
    }

    [Fact]
    public void The_root_of_a_threat_group_is_the_state_behind_it()
    {
        var actors = Bundled.Actors;

        Assert.Equal("country:CN", actors.Root(actors.Find("threat-group:APT40")!).Id);
        Assert.Equal("country:US", actors.Root(actors.Find("embassy:US-CN")!).Id);
        Assert.Equal("company:MICROSOFT", actors.Root(actors.Find("company:MICROSOFT")!).Id);
    }

    [Fact]
    public void A_person_speaks_for_an_office_on_the_days_they_hold_it()
    {
        var biden = Bundled.Actors.Find("person:joe-biden")!;

        Assert.Equal("gov:US", Bundled.Actors.SpokeFor(biden, new DateOnly(2021, 7, 19))?.Id);
        Assert.Null(Bundled.Actors.SpokeFor(biden, new DateOnly(2019, 7, 19)));
    }

    private static string Written(ActorMention mention) => (mention.Role is AliasRole.Capital ? "@" : "") + mention.Actor.Id;

    private static Tagger TaggerOf(string yaml) => new(ActorFile.Read(ConfigNode.Parse("actors.yaml", yaml)));

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
