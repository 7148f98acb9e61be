using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Text;

namespace Monitor.Tests.AttributionEvents;

public sealed class EventLedgerTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("attribution-news.cases");

    [Theory, MemberData(nameof(Cases))]
    public void News_is_what_the_reader_could_not_know_yet(string articles, string news)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);

        var told = Scenario.Articles(articles).Select(article => string.Join(", ", ledger.Add(article).Select(one => Name(one.News))));

        Assert.Equal(news, string.Join(" | ", told));
    }

    [Fact]
    public void A_statement_that_names_nobody_belongs_to_no_event()
    {
        var article = Scenario.Articles("19: US > CN cyber official")[0];
        var unnamed = article.Statements[0] with { Accused = null, AccusedCountry = null };

        var news = new EventLedger(ActorRoots.ByIdAlone).Add(article with { Statements = [unnamed] });

        Assert.Equal(new StatementNews(null, null), Assert.Single(news));
    }

    [Theory]
    [InlineData(-5, 3)]
    [InlineData(4, 9_999)]
    [InlineData(9_999, 10_000)]
    [InlineData(5, 2)]
    public void Evidence_that_does_not_fit_its_text_stops_nothing(int start, int end)
    {
        var article = Scenario.Articles("19: US > CN cyber official")[0];

        var news = new EventLedger(ActorRoots.ByIdAlone).Add(article with
        {
            Statements = [article.Statements[0] with { Evidence = new TextSpan(start, end) }],
        });

        Assert.Equal(NewsKind.Event, Assert.Single(news).News);
    }

    [Fact]
    public void A_long_quotation_is_cut_between_characters()
    {
        var text = string.Concat(Enumerable.Repeat("\uD83D\uDE00", Evidence.QuoteCharactersMax));
        var article = Scenario.Articles("19: US > CN cyber official")[0];

        var news = new EventLedger(ActorRoots.ByIdAlone).Add(
            article with { Text = "x" + text, Statements = [article.Statements[0] with { Evidence = new TextSpan(0, text.Length) }] });

        Assert.Equal(Evidence.QuoteCharactersMax - 1, news[0].Evidence!.Quote.Length);
    }

    [Fact]
    public void An_event_is_named_by_accused_subject_and_first_day()
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        foreach (var article in Scenario.Articles("19: US > CN cyber official, agency:US-DOJ > nationals:CN cyber indictment | 18: GB > CN cyber official"))
        {
            ledger.Add(article);
        }

        Assert.Equal(
            ["country:CN/cyber/2021-07-18/country-GB", "country:CN/cyber/2021-07-19/country-US", "country:CN/indictment:country:US/2021-07-19"],
            ledger.Events.Select(ongoing => ongoing.Name));
    }

    [Fact]
    public void An_event_is_called_by_what_was_hit()
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        foreach (var article in Scenario.Articles("19: NO > RU cyber official sector:parliament in:NO | 19: UA > RU cyber official name:kyivstar"))
        {
            ledger.Add(article);
        }

        Assert.Equal(
            ["country:RU/cyber/2021-07-19/kyivstar", "country:RU/cyber/2021-07-19/parliament-NO"],
            ledger.Events.Select(ongoing => ongoing.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("19: US > CN cyber official, agency:US-DOJ > nationals:CN cyber indictment", "country:CN/cyber/2021-07-19/country-US")]
    [InlineData("19: agency:US-DOJ > nationals:CN cyber indictment | 20: US > CN cyber official", "country:CN/cyber/2021-07-20/country-US")]
    [InlineData("19: agency:US-DOJ > nationals:CN cyber indictment sector:rail | 20: GB > CN cyber official sector:rail in:US",
        "country:CN/cyber/2021-07-20/rail-US")]
    [InlineData("19: agency:US-DOJ > nationals:CN cyber indictment | 20: GB > CN cyber official", null)]
    public void An_indictment_is_tied_to_the_incident_that_it_speaks_of(string articles, string? expected)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        Scenario.Articles(articles).ForEach(article => ledger.Add(article));

        Assert.Equal(expected, ledger.Events.Single(ongoing => ongoing.Key.IsInstrument).TiedTo?.Name);
    }

    [Fact]
    public void A_fact_names_actor_accused_subject_and_strength()
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        ledger.Add(Scenario.Articles("19: US+JP > CN cyber official, CN denies, company:MICROSOFT > CN cyber nonstate past")[0]);

        Assert.Equal(
            [
                "accusation|country:JP|country:CN/cyber|official",
                "accusation|country:US|country:CN/cyber|official",
                "denial|country:CN|country:CN/cyber|-",
            ],
            ledger.Facts.Select(one => one.Fact.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_an_analyst_rejects_counts_for_nothing()
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        var articles = Scenario.Articles("5 story:a: US > CN cyber official | 16 story:a: JP > CN cyber official | 16: NL > RU cyber official");
        var told = articles.ConvertAll(article => ledger.Add(article)[0].Evidence!);

        ledger.SetRejected(told[0], rejected: true);
        ledger.SetRejected(told[2], rejected: true);

        Assert.Equal(["country:CN/cyber/2021-07-16/country-JP"], ledger.Events.Select(ongoing => ongoing.Name));
        Assert.Equal("country:JP", Assert.Single(ledger.Facts).Fact.Actor);

        ledger.SetRejected(told[0], rejected: false);
        ledger.SetRejected(told[2], rejected: false);

        Assert.Equal(["country:CN/cyber/2021-07-05/country-US", "country:RU/cyber/2021-07-16/country-NL"], ledger.Events.Select(ongoing => ongoing.Name));
    }

    private static string Name(NewsKind? news) => news?.ToString().ToLowerInvariant() ?? "-";
}
