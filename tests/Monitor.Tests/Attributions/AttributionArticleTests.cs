using FsCheck.Fluent;
using Monitor.Attributions;

namespace Monitor.Tests.Attributions;

/// <summary>What only an article shows, and what holds for any text.</summary>
public sealed class AttributionArticleTests
{
    private static readonly string[] Pieces =
    [
        "Norway ", "Russia ", "accused ", "said ", "that ", "it ", "was behind ", "the ", "hack ", "of ", "Chinese ", "hackers ", ", ", "according to ",
        "Microsoft ", ". ", "“", "” ", "denied ",
        "allegations ", "and ", "by ", "who ", "US ", "indicted ", "\n\n", "we ", "(", ") ", "– ", "joined ", "in condemning ", "to ", "not ", "had ", "Had ",
        "March ", "May ", "4 ", "12 ", "which ", "who ", "briefed ", "linked to ", "was ", "what ", "called ", "as a ", "drones ", "Agency for ", "the group ",
        "is part of ", "denied it", "? ", "on ", ";", "including ", "'s ",
    ];

    [Fact]
    public void Those_who_joined_a_censure_accuse_whom_the_sentence_before_accuses() =>
        Assert.Equal(
            "NO > RU official; SE, FI > RU supports",
            Attributed.Written(
                Attributed.In("Norway accused Russia of hacking its parliament.\n\nNorway was joined by Sweden and Finland in condemning espionage.")));

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

    [Theory]
    [InlineData("In March, Estonia accused Russia of hacking its ministry.", true)]
    [InlineData("On 3 March Estonia accused Russia of hacking its ministry.", true)]
    [InlineData("On July 12 Estonia accused Russia of hacking its ministry.", false)]
    [InlineData("In July Estonia accused Russia of hacking its ministry.", false)]
    [InlineData("In December Estonia accused Russia of hacking its ministry.", true)]
    [InlineData("Estonia accused Russia of a hack in March.", false)]
    [InlineData("On 4 May 2021 the Estonian government accused Russia of hacking its ministry.", true)]
    public void A_month_or_day_two_weeks_before_that_of_publication_makes_it_past(string text, bool isPast) =>
        Assert.Equal(isPast, Assert.Single(Attributed.In(text, published: new DateTimeOffset(2021, 7, 19, 12, 0, 0, TimeSpan.Zero))).Past);

    [Theory]
    [InlineData("Australia spoke of the hack of its parliament.\n\nNATO said that it recognises the allegations against China.", "alliance:NATO > CN supports")]
    [InlineData("Officers of China's Ministry of State Security copied the plans of a ship.\n\nThe hackers stole the data from a contractor, according to "
        + "officials in Norway.", "NO > agency:CN-MSS official")]
    [InlineData("Norway condemned the campaign of APT28.\n\nNorway accused Russia of hacking by APT28.", "NO > RU official; NO > threat-group:APT28 official")]
    public void What_a_sentence_refers_to_is_found_in_the_article(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text)));

    [Fact]
    public void State_media_accuse_nobody_in_the_name_of_their_government() =>
        Assert.Empty(Attributed.In("Russian state media accused Ukraine of hacking a bank."));

    [Fact]
    public void A_statement_tells_incident_act_and_score_by_parts()
    {
        var statement = Assert.Single(Attributed.In("Canada accused China of the Microsoft Exchange hack."));

        Assert.Equal(
            ("microsoft-exchange-2021", "intrusion", "cyber", "en/accuse"), (statement.Incident!.Name, statement.ActClass, statement.Family, statement.Rule));
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
        }).Holds();
}
