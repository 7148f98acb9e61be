using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Attributions.Parties;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>The parts that read by form and place, each with its own table.</summary>
public sealed class OpenReadingTests
{
    public static TheoryData<string, string> Sources => CaseFile.Read("sources.cases");

    public static TheoryData<string, string> Deeds => CaseFile.Read("deeds.cases");

    public static TheoryData<string, string> Answers => CaseFile.Read("answers.cases");

    public static TheoryData<string, string> Frames => CaseFile.Read("frames.cases");

    public static TheoryData<string, string> GermanDeeds => CaseFile.Read("deeds.de.cases");

    public static TheoryData<string, string> FrenchDeeds => CaseFile.Read("deeds.fr.cases");

    public static TheoryData<string, string> SpanishDeeds => CaseFile.Read("deeds.es.cases");

    public static TheoryData<string, string> Roles => CaseFile.Read("roles.cases");

    [Theory, MemberData(nameof(Roles))]
    public void A_role_does_not_depend_on_how_the_sentence_is_built(string text, string expected) => Holds(text, expected, "en");

    public static TheoryData<string, string> Polish => CaseFile.Read("attributions.pl.cases");

    [Theory, MemberData(nameof(Polish))]
    public void A_fifth_language_is_a_file(string text, string expected) => Holds(text, expected, "pl");

    [Theory, MemberData(nameof(Sources))]
    public void A_source_is_found_wherever_it_stands(string text, string expected) => Holds(text, expected, "en");

    [Theory, MemberData(nameof(Deeds))]
    public void A_deed_counts_in_the_words_of_a_source_alone(string text, string expected) => Holds(text, expected, "en");

    [Theory, MemberData(nameof(Answers))]
    public void An_answer_is_that_of_whoever_it_answers_for(string text, string expected) => Holds(text, expected, "en");

    [Theory, MemberData(nameof(GermanDeeds))]
    public void German_is_read_by_place_too(string text, string expected) => Holds(text, expected, "de");

    [Theory, MemberData(nameof(FrenchDeeds))]
    public void French_is_read_by_place_too(string text, string expected) => Holds(text, expected, "fr");

    [Theory, MemberData(nameof(SpanishDeeds))]
    public void Spanish_is_read_by_place_too(string text, string expected) => Holds(text, expected, "es");

    [Theory, MemberData(nameof(Frames))]
    public void A_text_of_another_kind_states_nothing_and_says_why(string text, string frame)
    {
        var tokenized = TokenizedText.Of(text);
        var tags = Attributed.Tagger.Tag(tokenized, language: "en");
        var explained = Attributed.Detector.Explain(tokenized, tags, OutletVoice.Unknown, published: null, "en");

        Assert.Empty(Attributed.In(text));
        Assert.Contains(explained.SelectMany(sentence => sentence.Outcomes), outcome => outcome.Cue == "frame " + frame);
    }

    [Theory]
    [InlineData("Harbour Sports Daily", "")]
    [InlineData("Rumour Check", "")]
    [InlineData("Harbour Daily", "EE > RU official")]
    public void An_outlet_that_writes_of_nothing_else_states_nothing_in_a_short_piece(string outlet, string expected) =>
        Assert.Equal(expected, Written("Estonia accused Russia of sabotage.", outlet));

    [Fact]
    public void A_ministry_that_says_whose_it_is_accuses_as_its_state() => Assert.Equal("PL > agency:RU-GRU official",
        Written("We find that Russian military intelligence wiped the servers of the port.", "Ministry of Digital Affairs of Poland"));

    [Theory]
    [InlineData("Ministry of Foreign Affairs of Estonia", "country:EE")]
    [InlineData("Baltic Tribune", null)]
    public void An_outlet_that_is_named_as_a_body_of_a_state_speaks_for_it(string outlet, string? speaksFor) =>
        Assert.Equal(speaksFor, OutletVoice.Of(Attributed.Tagger, outlet, speaksFor: null).SpeaksFor);

    [Fact]
    public void A_firm_that_says_we_assess_accuses_and_a_paper_does_not()
    {
        const string Report = "We assess with high confidence that Russian military intelligence wiped the servers of the port.";

        Assert.Equal("org:northwall-labs > agency:RU-GRU nonstate", Written(Report, "Northwall Labs"));
        Assert.Equal("", Written(Report, "Northwall Daily News"));
    }

    [Theory]
    [InlineData("Northwall Labs", "northwall-labs")]
    [InlineData("Sébastien Ødegård-Núñez", "sebastien-ødegard-nunez")]
    public void An_id_is_made_of_a_name(string name, string slug) => Assert.Equal(slug, OpenName.Slug(name));

    [Theory]
    [InlineData("de", "estnisch", "estnische, estnischer, estnischen, estnisches, estnischem")]
    [InlineData("fr", "grec", "grec, grecque, grecs, grecques")]
    [InlineData("fr", "estonien", "estonien, estonienne, estoniens, estoniennes")]
    [InlineData("es", "chino", "chino, china, chinos, chinas")]
    [InlineData("es", "danés", "danés, danesa, daneses, danesas")]
    public void An_adjective_has_the_endings_of_its_language(string language, string adjective, string forms) =>
        Assert.Equal(forms, string.Join(", ", StateTranslations.Forms(language, adjective)));

    [Theory]
    [InlineData("org:northwall-labs", true)]
    [InlineData("unnamed:officials", true)]
    [InlineData("org:AMNESTY", false)]
    [InlineData("country:US", false)]
    public void A_party_is_open_where_no_book_gave_its_id(string id, bool isOpen) => Assert.Equal(isOpen, OpenParties.IsOpen(id));

    private static void Holds(string text, string expected, string language) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text, language)));

    private static string Written(string text, string outlet)
    {
        var tokenized = TokenizedText.Of(text);
        return Attributed.Written(Attributed.Detector.Detect(
            tokenized, Attributed.Tagger.Tag(tokenized, language: "en"), OutletVoice.Of(Attributed.Tagger, outlet, null), published: null, "en")
            .Where(statement => !statement.Likely));
    }
}
