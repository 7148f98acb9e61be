using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Tests.Stories;

public sealed class StoryIndexTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(1), InlineData(49), InlineData(50), InlineData(133)]
    public void An_index_taken_up_again_goes_on_as_if_it_had_never_stopped(int stopsAfter)
    {
        var articles = Articles(260);
        var whole = GoesOnAsIfNeverStopped(articles, stopsAfter);

        Assert.InRange(whole.Places.Select(place => place.Story).Distinct().Count(), 15, 120);
        Assert.Contains(whole.Places, place => place.CopyGroup != place.Id);
    }

    [Theory, InlineData(1), InlineData(49), InlineData(50), InlineData(133)]
    public void An_index_of_two_languages_taken_up_again_goes_on_as_if_it_had_never_stopped(int stopsAfter)
    {
        var articles = InTwoLanguages(260);
        var whole = GoesOnAsIfNeverStopped(articles, stopsAfter);

        Assert.Contains(
            whole.Places.GroupBy(place => place.Story), story => story.Select(place => articles[(int)place.Id - 1].Language).Distinct().Count() == 2);
    }

    [Fact]
    public void Term_statistics_taken_up_again_in_the_middle_of_a_generation_weigh_alike()
    {
        var (whole, broken, random) = (new TermStatistics(), new TermStatistics(), new Random(5));
        for (var report = 0; report < 900; report++)
        {
            whole.AddReport();
            broken.AddReport();
            foreach (var term in Enumerable.Range(0, 20).Select(_ => (uint)random.Next(1, 400)).Distinct())
            {
                whole.Add(term);
                broken.Add(term);
            }

            broken = report % 7 == 0 ? TermStatistics.FromBytes(broken.ToBytes()) : broken;
            Assert.All(Enumerable.Range(1, 400), term => Assert.Equal(whole.Weight((uint)term), broken.Weight((uint)term)));
        }
    }

    [Fact]
    public void States_of_another_version_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => TermStatistics.FromBytes(new byte[12]));
        Assert.Throws<InvalidDataException>(() => BoilerplateMemory.FromBytes(new byte[12]));
    }

    [Fact]
    public void The_evidence_between_two_articles_does_not_depend_on_which_comes_first()
    {
        var (statistics, pages) = (new TermStatistics(), new TermPages());
        var articles = InTwoLanguages(60).ConvertAll(input => new IndexedArticle(
            ArticleProfile.Of(input, OwnText.Of(input.Text, new BoilerplateMemory(), 1, input.Published)), pages));
        var compared = new ComparedArticle(statistics);
        foreach (var first in articles)
        {
            foreach (var second in articles)
            {
                compared.Take(first);
                var evidence = compared.LikenessTo(second).Evidence;
                compared.Take(second);
                Assert.Equal(evidence, compared.LikenessTo(first).Evidence, 1e-9);
            }
        }
    }

    private static Run GoesOnAsIfNeverStopped(List<StoryInput> articles, int stopsAfter)
    {
        var whole = new Run(new StoryIndex(new StoriesOptions(), _ => null));
        var broken = new Run(new StoryIndex(new StoriesOptions(), whole.TextOf));
        whole.Add(articles);

        broken.Add(articles[..stopsAfter]);
        broken.TakeUpAgain();
        broken.Add(articles[stopsAfter..]);

        Assert.Equal(whole.Places, broken.Places);
        return whole;
    }

    private static List<StoryInput> InTwoLanguages(int count) =>
        [.. Articles(count).Select((article, number) => number % 3 == 0 ? article with { Language = "de" } : article)];

    /// <summary>Made-up articles of some forty events; every seventh is a copy of an earlier one under another host.</summary>
    private static List<StoryInput> Articles(int count)
    {
        var random = new Random(11);
        var words = Enumerable.Range(0, 900).Select(_ => string.Concat(Enumerable.Range(0, 3).Select(_ => Syllables[random.Next(Syllables.Length)]))).ToArray();
        var events = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 8).Select(_ => words[random.Next(words.Length)]).ToArray()).ToArray();
        var texts = new List<(string Title, string Text)>();
        for (var i = 0; i < count; i++)
        {
            texts.Add(i % 7 == 6 ? texts[random.Next(i)] : Report(events[Math.Min(events.Length - 1, random.Next((i / 8) + 2))]));
        }

        return texts.Select((text, i) => new StoryInput(
            i + 1, $"host{random.Next(9)}.example", Start.AddHours(i), "en", TokenizedText.Of(text.Title, text.Text), [], IsSummary: false)).ToList();

        (string, string) Report(string[] names)
        {
            var sentences = Enumerable.Range(0, 6).Select(_ =>
                "The " + string.Join(' ', Enumerable.Range(0,
                    12).Select(_ => random.Next(4) == 0 ? Capital(names[random.Next(names.Length)]) : words[random.Next(words.Length)])) + ".");
            return ($"{Capital(names[0])} {names[1]} {Capital(names[2])}", string.Join(' ', sentences));
        }
    }

    private static readonly string[] Syllables = ["ka", "lo", "min", "ter", "su", "ve", "rol", "dan", "pi", "ost"];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Adds and repairs as Group does, and keeps what Group stores.</summary>
    private sealed class Run(StoryIndex index)
    {
        private readonly List<byte[]> _profiles = [];
        private readonly Dictionary<long, AlignableText> _texts = [];
        private StoryIndex _index = index;

        public List<(long Id, long Story, long CopyGroup)> Places { get; } = [];

        public AlignableText? TextOf(long id) => _texts.GetValueOrDefault(id);

        public void Add(IEnumerable<StoryInput> articles)
        {
            foreach (var input in articles)
            {
                var placed = _index.Add(input);
                Places.Add((input.Id, placed.Placement.Story, placed.Placement.CopyGroup));
                _profiles.Add(placed.Profile.ToBytes());
                _texts[input.Id] = AlignableText.Of(placed.Own);
                if (Places.Count % StoryIndex.ArticlesBetweenRepairs == 0)
                {
                    foreach (var move in _index.Repair(Places.Count))
                    {
                        Places[(int)move.Article - 1] = Places[(int)move.Article - 1] with { Story = move.To };
                    }
                }
            }
        }

        public void TakeUpAgain()
        {
            var next = _index.NextStory;
            _index = new StoryIndex(
                new StoriesOptions(), TextOf, BoilerplateMemory.FromBytes(_index.Boilerplate.ToBytes()), TermStatistics.FromBytes(_index.Statistics.ToBytes()));
            var repaired = Places.Count - (Places.Count % StoryIndex.ArticlesBetweenRepairs);
            for (var i = 0; i < Places.Count; i++)
            {
                _index.Restore(ArticleProfile.FromBytes(Places[i].Id, _profiles[i]), Places[i].Story, Places[i].CopyGroup, isChanged: i >= repaired);
            }

            _index.NextStory = next;
        }
    }
}
