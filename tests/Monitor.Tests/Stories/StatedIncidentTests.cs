using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Tests.Stories;

public sealed class StatedIncidentTests
{
    /// <summary>"accused; state; targets; names; places", a comma between words, of each of two statements.</summary>
    [Theory]
    [InlineData("RU; UA; railway;;", "RU; UA; power;;", true)]
    [InlineData("RU; UA; railway;;", "RU; UA; railway;;", false)]
    [InlineData("RU; NO; parliament;;", "RU; DE; parliament;;", true)]
    [InlineData("RU;; railway;;", "RU; UA; railway;;", false)]
    [InlineData("RU; UA; railway;;", "CN; UA; power;;", false)]
    [InlineData("RU; UA; railway;;", "RU; UA;;;", false)]
    [InlineData("RU; NO; parliament; storting;", "RU; NO; mail; storting;", false)]
    [InlineData("RU; UA;; Northnet;", "RU; UA;; Southnet;", false)]
    [InlineData("RU; DE; government, parliament;;", "RU; DE; parliament;;", false)]
    [InlineData("RU; UA; hospital;; Lviv", "RU; UA; hospital;; Odesa", true)]
    [InlineData("RU; UA; hospital;; Lviv", "RU; UA; hospital;; Lviv", false)]
    [InlineData("RU; UA; hospital;; Lviv", "RU; UA; hospital;;", false)]
    public void Two_statements_are_apart_where_what_both_name_cannot_be_one(string one, string other, bool areApart)
    {
        Assert.Equal(areApart, StatedIncident.AreApart([Of(one)], [Of(other)]));
        Assert.Equal(areApart, StatedIncident.AreApart([Of(other)], [Of(one)]));
    }

    [Fact]
    public void An_article_that_speaks_of_both_incidents_is_apart_from_neither()
    {
        var (railway, power) = (Of("RU; UA; railway;;"), Of("RU; UA; power;;"));

        Assert.False(StatedIncident.AreApart([railway, power], [power]));
        Assert.False(StatedIncident.AreApart([railway], [railway, power]));
        Assert.False(StatedIncident.AreApart([], [power]));
    }

    [Fact]
    public void Reports_of_two_incidents_in_one_form_are_two_stories_also_after_a_restart()
    {
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        var first = index.Add(Report(1, "RU; UA; railway;;"));
        var second = index.Add(Report(2, "RU; UA; railway;;"));
        var third = index.Add(Report(3, "RU; UA; power;;"));

        Assert.Equal(first.Placement.Story, second.Placement.Story);
        Assert.NotEqual(first.Placement.Story, third.Placement.Story);
        Assert.Equal(first.Placement.Story, WithoutIncidents().Placement.Story);
        Assert.Equal(3, third.Placement.CopyGroup);
        var kept = ArticleProfile.FromBytes(1, first.Profile.ToBytes());
        Assert.Equal(Said(first.Profile.Incidents[0]), Said(Assert.Single(kept.Incidents)));
    }

    [Fact]
    public void What_was_kept_before_incidents_is_read_as_stating_none()
    {
        var written = new StoryIndex(new StoriesOptions(), _ => null).Add(Report(1, "RU; UA; railway;;") with { Incidents = [] }).Profile;
        byte[] before = [2, .. written.ToBytes()[1..^1]];

        var read = ArticleProfile.FromBytes(1, before);

        Assert.Equal(written.Terms, read.Terms);
        Assert.Empty(read.Incidents);
    }

    /// <summary>The third report, where nobody knows what it states.</summary>
    private static PlacedArticle WithoutIncidents()
    {
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        index.Add(Report(1, "RU; UA; railway;;"));
        index.Add(Report(2, "RU; UA; railway;;"));
        return index.Add(Report(3, "RU; UA; power;;") with { Incidents = [] });
    }

    private static string Said(StatedIncident one) =>
        $"{one.Accused} {one.State} {string.Join(',', one.Targets)} {string.Join(',', one.Names)} {string.Join(',', one.Places)}";

    private static StoryInput Report(long number, string incident) => new(
        number, $"outlet{number}.test", new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero).AddHours(number), "en",
        TokenizedText.Of(Titles[number - 1], Texts[number - 1]),
        [], IsSummary: false)
    {
        Incidents = [Of(incident)],
    };

    private static readonly string[] Titles =
    [
        "Ukraine accuses Russia of hacking its railways", "Kyiv blames Moscow for a hack of the railways", "Ukraine accuses Russia of hacking its power grid",
    ];

    private static readonly string[] Texts =
    [
        "KYIV - Ukraine accused Russia on Wednesday of hacking its railways. Ticket machines in Lviv and Kyiv went dark, the minister Olena Hrytsak said.",
        "Ticket machines of the railways in Lviv and Kyiv stayed dark on Wednesday. Olena Hrytsak, the minister, said that Russia had hacked Ukraine.",
        "KYIV - Ukraine accused Russia on Wednesday of hacking its power grid. Villages near Kyiv and Lviv had no light, the minister Olena Hrytsak said.",
    ];

    private static StatedIncident Of(string written)
    {
        var parts = written.Split(';', StringSplitOptions.TrimEntries);
        return new StatedIncident(Term(parts[0]), Term(parts[1]), Terms(parts[2]), Terms(parts[3]), Terms(parts[4]));
    }

    private static uint[] Terms(string words) => [.. words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Term)];

    private static uint Term(string word) => word.Length == 0 ? 0 : StableHash.Term(StableHash.Of(word));
}
