using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Tests.Stories;

/// <summary>Who speaks for a copy group once the report that it began with has left the window: the first copy that is left.</summary>
public sealed class CopyVoicesTests
{
    private const long Gone = 1;
    private const long Story = 5;

    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string Title, string Text) Report = (
        "Tersuve arrested at Vedanpiost",
        "Police at Vedanpiost arrested the trader Karlomin Tersuve yesterday. Officers from Rolsukalo found 47811 forged documents with him.");

    private static readonly (string Title, string Text) Other = (
        "Trader Karlomin Tersuve arrested at Vedanpiost",
        "The trader Karlomin Tersuve was arrested yesterday at Vedanpiost, where officers from Rolsukalo found 47811 forged documents.");

    private readonly TermPages _pages = new();
    private readonly ComparedArticle _compared = new(new TermStatistics());
    private readonly StoryBook _book;

    public CopyVoicesTests() => _book = new StoryBook(_compared);

    [Fact]
    public void A_report_joins_a_story_of_which_only_a_copy_is_left()
    {
        var index = new StoryIndex(new StoriesOptions(), _ => null);
        index.Restore(Profile(2, Report), Story, copyGroup: Gone, isChanged: true);

        var placed = index.Add(Input(3, Other)).Placement;

        Assert.Equal((Story, CopyRelation.None), (placed.Story, placed.Relation));
        Assert.Contains("nearest article 2", placed.Why[0], StringComparison.Ordinal);
        Assert.Empty(index.RepairAll());
    }

    [Fact]
    public void Copies_speak_one_after_the_other_in_the_order_in_which_they_came()
    {
        var copies = new[] { Gone, 2, 3, 4 }.Select((id, entry) => Put(id, Gone, entry)).ToList();
        var asked = Article(9, Other);

        var spoke = copies.ConvertAll(copy =>
        {
            var nearest = _book.Nearest(asked, Story).Article.Id;
            _book.Remove(copy);
            return nearest;
        });

        Assert.Equal([Gone, 2, 3, 4], spoke);
    }

    [Fact]
    public void One_voice_a_group_whatever_leaves_moves_or_comes_back()
    {
        var (first, second, third) = (Put(Gone, Gone, 0), Put(2, Gone, 1), Put(3, Gone, 2));
        Assert.Equal([true, false, false], Voices());
        _book.Remove(first);
        Assert.Equal([true, false], new[] { second, third }.Select(one => one.IsReport));

        // Another story takes the group up: the copies go with the one that speaks.
        Put(6, 6, 3, story: 2);
        Assert.Equal([(2L, Story, 2L), (3L, Story, 2L)], _book.Decide(6, 3, sameStory: true).Select(move => (move.Article, move.From, move.To)));
        Assert.Equal([true, false], new[] { second, third }.Select(one => one.IsReport));

        // One that leaves its group leaves its voice there.
        _book.DecideCopy(3, 2, CopyRelation.None);
        Assert.Equal([true, true], new[] { second, third }.Select(one => one.IsReport));
        Assert.Equal([2L, Gone], new[] { second, third }.Select(one => one.CopyGroup).Order().Reverse());

        bool[] Voices() => [first.IsReport, second.IsReport, third.IsReport];
    }

    [Fact]
    public void The_report_speaks_again_that_comes_after_its_copies()
    {
        var copy = Put(2, Gone, 0);
        Assert.True(copy.IsReport);

        Assert.True(Put(Gone, Gone, 1).IsReport);
        Assert.False(copy.IsReport);
    }

    private IndexedArticle Put(long id, long copyGroup, int entry, long story = Story)
    {
        var article = Article(id, Report);
        (article.Story, article.CopyGroup, article.Entry) = (story, copyGroup, entry);
        _book.Add(article, isChanged: false);
        return article;
    }

    private IndexedArticle Article(long id, (string Title, string Text) text) => new(Profile(id, text), _pages);

    private static ArticleProfile Profile(long id, (string Title, string Text) text)
    {
        var input = Input(id, text);
        return ArticleProfile.Of(input, OwnText.Of(input.Text, new BoilerplateMemory(), 1, input.Published));
    }

    private static StoryInput Input(long id, (string Title, string Text) text) =>
        new(id, $"host{id}.example", Start.AddHours(id), "en", TokenizedText.Of(text.Title, text.Text), [], IsSummary: false);
}
