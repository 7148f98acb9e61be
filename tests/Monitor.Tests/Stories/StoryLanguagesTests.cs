using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Text;

namespace Monitor.Tests.Stories;

/// <summary>What people said holds, however many languages a story is told in.</summary>
public sealed class StoryLanguagesTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    /// <summary>One arrest, in three languages; "en2" words it nearly as "en" does.</summary>
    private static readonly Dictionary<string, (string Title, string Text)> Arrest = new()
    {
        ["de"] = ("Tersuve in Vedanpiost verhaftet",
            "In Vedanpiost wurde der Händler Karlomin Tersuve verhaftet. Bei ihm lagen 47811 falsche Papiere, sagt ein Beamter aus Rolsukalo."),
        ["en"] = ("Tersuve arrested at Vedanpiost",
            "Police at Vedanpiost arrested the trader Karlomin Tersuve yesterday. Officers from Rolsukalo found 47811 forged documents with him."),
        ["en2"] = ("Trader Karlomin Tersuve arrested at Vedanpiost",
            "The trader Karlomin Tersuve was arrested yesterday at Vedanpiost, where officers from Rolsukalo found 47811 forged documents."),
        ["it"] = ("Tersuve arrestato a Vedanpiost",
            "A Vedanpiost la polizia ha fermato il mercante Karlomin Tersuve. Trovati 47811 documenti falsi, dice un portavoce di Rolsukalo."),
    };

    private readonly StoryIndex _index = new(new StoriesOptions(), _ => null);
    private readonly Dictionary<long, long> _stories = [];

    [Fact]
    public void One_event_in_three_languages_is_one_story()
    {
        Add(1, "en");
        Add(2, "de");
        Add(3, "it");
        Repair();

        Assert.Single(_stories.Values.Distinct());
    }

    [Fact]
    public void What_was_held_apart_no_third_language_brings_together()
    {
        Add(1, "en");
        Add(2, "de");
        Take(_index.Decide(1, 2, sameStory: false));
        Repair();

        Add(3, "it");
        Repair();

        Assert.NotEqual(_stories[1], _stories[2]);
    }

    [Fact]
    public void What_was_held_apart_no_later_report_of_one_of_the_languages_brings_together()
    {
        Add(1, "de");
        Add(2, "en");
        Take(_index.Decide(1, 2, sameStory: false));

        Restore(3, "en2", _stories[1]);
        Repair();

        Assert.NotEqual(_stories[1], _stories[2]);
    }

    [Fact]
    public void What_was_held_together_stays_together_where_its_language_joins_an_older_story()
    {
        Add(1, "en2");
        Add(2, "de", ("Kohl wird teurer in Ostvarendo", "In Ostvarendo kostet Kohl nun 9312 Taler, klagt der Verband Pilorkant."));
        Restore(3, "en", _stories[2]);
        _index.Hold(2, 3, sameStory: true);

        Repair();

        Assert.Equal(_stories[2], _stories[3]);
        Assert.Equal(_stories[1], _stories[3]);
    }

    [Fact]
    public void A_report_that_a_person_made_a_copy_of_another_language_goes_where_that_goes()
    {
        Add(1, "de");
        Add(2, "en");

        Take(_index.DecideCopy(1, 2, CopyRelation.Copy).Stories);
        Repair();

        Assert.Equal(_stories[1], _stories[2]);
    }

    private static StoryInput Input(long id, string kind, (string Title, string Text) said) =>
        new(id, $"h{id}.example", Start.AddHours(id), kind[..2], TokenizedText.Of(said.Title, said.Text), [], false);

    private void Add(long id, string kind) => Add(id, kind, Arrest[kind]);

    private void Add(long id, string kind, (string Title, string Text) said) => _stories[id] = _index.Add(Input(id, kind, said)).Placement.Story;

    /// <summary>As a worker that takes the index up: the article stands where it was stored.</summary>
    private void Restore(long id, string kind, long story)
    {
        var profile = new StoryIndex(new StoriesOptions(), _ => null).Add(Input(id, kind, Arrest[kind])).Profile;
        _index.Restore(profile, story, id, true);
        _stories[id] = story;
    }

    private void Repair() => Take(_index.Repair(50));

    private void Take(IReadOnlyList<StoryMove> moves)
    {
        foreach (var move in moves)
        {
            _stories[move.Article] = move.To;
        }
    }
}
