using FsCheck;
using FsCheck.Fluent;
using Monitor.Attributions;

namespace Monitor.Tests.Attributions;

/// <summary>What only an article shows, and what holds for any text.</summary>
public sealed class AttributionArticleTests
{
    private static readonly string[] Pieces =
    [
        "Norway ", "Russia ", "accused ", "said ", "that ", "it ", "was behind ", "the ", "hack ", "of ", "Chinese ", "hackers ", ", ", "according to ", "Microsoft ", ". ", "“", "” ", "denied ",
        "allegations ", "and ", "by ", "who ", "US ", "indicted ", "\n\n", "we ", "(", ") ", "– ", "joined ", "in condemning ", "to ", "not ", "had ", "on ", ";", "including ", "'s ",
    ];

    [Fact]
    public void Those_who_joined_a_censure_accuse_whom_the_sentence_before_accuses() =>
        Assert.Equal(
            "NO > RU official; SE, FI > RU supports",
            Attributed.Written(Attributed.In("Norway accused Russia of hacking its parliament.\n\nNorway was joined by Sweden and Finland in condemning espionage.")));

    [Fact]
    public void What_an_actor_says_itself_outweighs_a_list_of_those_who_joined() =>
        Assert.Equal(
            "NO > RU official; SE > RU supports; igo:EU > RU urges",
            Attributed.Written(Attributed.In(
                "Norway accused Russia of hacking its parliament.\n\nNorway was joined by Sweden and the European Union in condemning espionage.\n\n"
                + "The European Union urged Russia to curb malicious cyber activity.")));

    [Fact]
    public void An_indictment_spoken_of_speaks_for_whoever_made_it() =>
        Assert.Equal(
            AttributionStrength.Indictment,
            Attributed.In(
                "The US Justice Department indicted two Russian hackers for breaking into banks.\n\n"
                + "Officers of Russia's FSB tried to hide the data theft, according to the indictment.")[^1].Strength);

    [Theory]
    [InlineData("We attribute this cyberattack to Russia.", "agency:US-DOJ > RU official")]
    [InlineData("The Department today announced charges against two Iranian hackers for ransomware attacks.", "agency:US-DOJ > hackers:IR indictment")]
    public void In_a_primary_source_we_and_the_department_are_the_actor_it_speaks_for(string text, string expected) =>
        Assert.Equal(expected, Attributed.Written(Attributed.In(text, speaksFor: "agency:US-DOJ")));

    [Fact]
    public void A_year_before_that_of_publication_makes_it_past()
    {
        var statement = Assert.Single(Attributed.In(
            "In 2016 Estonia accused Russia of hacking its ministry.", published: new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero)));

        Assert.True(statement.Past);
    }

    [Fact]
    public void A_statement_tells_incident_act_and_score_by_parts()
    {
        var statement = Assert.Single(Attributed.In("Canada accused China of the Microsoft Exchange hack."));

        Assert.Equal(("microsoft-exchange-2021", "intrusion", "cyber", "en/accuse"), (statement.Incident, statement.ActClass, statement.Family, statement.Rule));
        Assert.Equal("the Microsoft Exchange hack", statement.Act);
        Assert.Equal(Math.Round(statement.ScoreParts.Sum(part => part.Value), 2), statement.Score);
    }

    [Fact]
    public void A_language_without_cues_has_no_statements() => Assert.Empty(Attributed.In("The United States accused China of hacking.", "fi"));

    [Fact]
    public void Any_text_is_read_and_its_evidence_lies_inside_it() =>
        Prop.ForAll(Gen.Choose(0, Pieces.Length - 1).Select(i => Pieces[i]).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(), text =>
        {
            foreach (var language in Attributed.Detector.Languages)
            {
                foreach (var statement in Attributed.In(text, language))
                {
                    Assert.True(statement.Evidence.Start >= 0 && statement.Evidence.End <= text.Length && statement.Evidence.Length > 0);
                    Assert.NotEmpty(statement.Accusers);
                    Assert.InRange(statement.Score, 0, 1);
                    Assert.Equal(statement.Polarity is Polarity.Denied, statement.Accused is null);
                }
            }
        }).QuickCheckThrowOnFailure();
}
