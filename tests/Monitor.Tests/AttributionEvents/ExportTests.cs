using System.Text.Json.Nodes;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Export;
using Monitor.Attributions;

namespace Monitor.Tests.AttributionEvents;

public sealed class ExportTests
{
    private static readonly Guid Source = new("0d1f2c9b-6d0e-4f57-9b0c-3a1f6f4d2a11");

    private const string Story =
        "19: US+GB > CN cyber official, NATO > CN cyber supports, igo:EU > CN cyber urges, company:MICROSOFT > CN cyber nonstate past"
        + " | 19.13 copy: US > CN cyber official"
        + " | 19.14: agency:US-DOJ > nationals:CN cyber indictment, AU > CN cyber official negated"
        + " | 20: CN denies cyber, threat-group:X denies cyber"
        + " | 21: US > threat-group:APT99 cyber official, company:ACME > RU cyber nonstate, person:x > company:ACME economic nonstate"
        + " | 22: GB retracts CN cyber";

    [Fact]
    public void The_bundle_of_a_story_keeps_the_rules_of_STIX() => Assert.Empty(StixRules.Faults(Bundle(Story)));

    [Fact]
    public void Each_accuser_is_the_author_of_its_own_attribution()
    {
        var bundle = Bundle("19: US+GB > CN cyber official, NATO > CN cyber supports, igo:EU > CN cyber urges");
        var names = Objects(bundle, "identity").ToDictionary(one => (string)one["id"]!, one => (string)one["name"]!);

        Assert.Equal(
            ["alliance:NATO supports", "country:GB official", "country:US official"],
            Objects(bundle, "relationship").Select(one => $"{names[(string)one["created_by_ref"]!]} {Extension(one)["strength"]}")
                .Order(StringComparer.Ordinal));
        var note = Assert.Single(Objects(bundle, "note"));
        Assert.Equal("igo:EU urges", $"{names[(string)note["created_by_ref"]!]} {Extension(note)["strength"]}");
        Assert.Equal("country:CN", Assert.Single(Objects(bundle, "threat-actor"))["name"]!.ToString());
    }

    [Fact]
    public void A_charged_national_and_a_threat_group_are_not_the_state()
    {
        var bundle = Bundle("19: US > nationals:CN cyber indictment | 20: US > threat-group:APT99 cyber official | 21: agency:US-DOJ > CN cyber indictment");
        var named = Objects(bundle, "threat-actor").Concat(Objects(bundle, "intrusion-set"));

        Assert.Equal(
            ["country:CN nation-state", "nationals:CN unknown", "threat-group:APT99 intrusion-set"],
            named.Select(one => $"{one["name"]} {one["threat_actor_types"]?[0] ?? one["type"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_denial_is_an_opinion_on_what_the_others_attribute()
    {
        var bundle = Bundle("19: US+GB > CN cyber official | 20: CN denies cyber");
        var opinion = Assert.Single(Objects(bundle, "opinion"));

        Assert.Equal("strongly-disagree", (string)opinion["opinion"]!);
        Assert.Equal("denied", (string)Extension(opinion)["polarity"]!);
        Assert.Equal(
            Objects(bundle, "relationship").Select(one => (string)one["id"]!).Order(StringComparer.Ordinal),
            opinion["object_refs"]!.AsArray().Select(one => (string)one!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_retracted_or_rejected_is_revoked()
    {
        var retracted = Bundle("19: US+GB > CN cyber official | 22: GB retracts CN cyber");
        var views = Views("19: US > CN cyber official, GB > CN cyber official | 20: GB > RU cyber official");
        foreach (var wrong in new[] { views[0].Evidence[0], views[1].Evidence[0] })
        {
            wrong.RejectedAt = wrong.PublishedAt.AddDays(9);
        }

        var rejected = Bundle(views.ConvertAll(view => EventView.Of(view.Event, view.Evidence.ToList())));

        Assert.Single(Objects(retracted, "relationship"), IsRevoked);
        Assert.Equal([false, true], Objects(rejected, "campaign").Select(IsRevoked));
        Assert.Equal([false, true, true], Objects(rejected, "relationship").Select(IsRevoked).Order());
        Assert.All(Objects(rejected, "relationship").Where(IsRevoked),
            one => Assert.StartsWith(IsRevoked(one) ? "2021-07-2" : "2021-07-1", (string)one["modified"]!, StringComparison.Ordinal));
        Assert.Empty(StixRules.Faults(rejected));
    }

    [Fact]
    public void Two_indictments_of_one_article_are_two_campaigns()
    {
        var bundle = Bundle("19: US > CN cyber indictment of ada, US > CN cyber indictment of cleo");

        Assert.Equal(2, Objects(bundle, "campaign").Select(one => (string)one["id"]!).Distinct().Count());
        Assert.Empty(StixRules.Faults(bundle));
    }

    [Theory]
    [InlineData("campaign", "name", null)]
    [InlineData("campaign", "created", "2021-07-19T12:00:00Z")]
    [InlineData("campaign", "created", "2021-02-30T12:00:00.000Z")]
    [InlineData("campaign", "modified", "2020-01-01T00:00:00.000Z")]
    [InlineData("campaign", "id", "campaign--x")]
    [InlineData("campaign", "id", "report--cb60c3bf-26ae-59bf-8375-14322e2d6ed7")]
    [InlineData("campaign", "Family", "cyber")]
    [InlineData("campaign", "family", "cyber")]
    [InlineData("campaign", "spec_version", "2.0")]
    [InlineData("campaign", "created_by_ref", "identity--cb60c3bf-26ae-59bf-8375-14322e2d6ed8")]
    [InlineData("relationship", "relationship_type", "attributed to")]
    [InlineData("relationship", "relationship_type", "uses")]
    [InlineData("relationship", "revoked", "yes")]
    [InlineData("identity", "identity_class", "state")]
    [InlineData("opinion", "opinion", "disputed")]
    [InlineData("extension-definition", "version", "one")]
    [InlineData("extension-definition", "created_by_ref", null)]
    [InlineData("extension-definition", "extension_properties", "strength")]
    [InlineData("threat-actor", "threat_actor_types", "state")]
    [InlineData("report", "published", "yesterday")]
    public void The_rules_find_what_is_broken(string type, string property, string? value)
    {
        var bundle = Bundle(Story);
        var broken = bundle["objects"]!.AsArray().Select(one => one!.AsObject()).First(one => (string)one["type"]! == type);
        _ = broken.Remove(property, out var before);
        if (value is not null)
        {
            broken[property] = before is JsonArray || property == "extension_properties" ? new JsonArray(value) : value;
        }

        Assert.NotEmpty(StixRules.Faults(bundle));
    }

    private static bool IsRevoked(JsonObject one) => (bool?)one["revoked"] == true;

    [Fact]
    public void A_second_export_names_everything_alike() => Assert.Equal(Bundle(Story).ToJsonString(), Bundle(Story).ToJsonString());

    [Fact]
    public void Identifiers_are_made_of_nothing_that_moves()
    {
        var views = Views("19: US > CN cyber official");
        var before = Bundle(views);
        views[0].Event.StartAt = views[0].Event.StartAt.AddDays(-3);
        var (later, anew) = (Bundle(views), new StixObjects(id => id, Source).Of(views[0], 1));

        Assert.Equal(Ids(before["objects"]!.AsArray()), Ids(later["objects"]!.AsArray()));
        Assert.Equal(Ids(before["objects"]!.AsArray()).Where(id => !IsOfOneEvent(id)), Ids(anew).Where(id => !IsOfOneEvent(id)));
        Assert.DoesNotContain(Ids(before["objects"]!.AsArray()).Intersect(Ids(anew)), id => IsOfOneEvent(id));

        static List<string> Ids(IEnumerable<JsonNode?> objects) => [.. objects.Select(one => (string)one!["id"]!)];

        static bool IsOfOneEvent(string id) => StixObjects.IsOfOneEvent(id[..id.IndexOf("--", StringComparison.Ordinal)]);
    }

    [Fact]
    public void An_identifier_is_the_UUID_of_its_name()
    {
        // Computed with Python: uuid.uuid5(uuid.UUID("6f0b3f0e-52a4-4d4c-9d53-8d1f6a6a2c71"), "identity:country:US")
        Assert.Equal("identity--cb60c3bf-26ae-59bf-8375-14322e2d6ed7", StixId.Of("identity", "country:US"));
    }

    [Fact]
    public void A_line_of_CSV_is_a_statement_and_no_formula()
    {
        var views = Views("19: US > CN cyber official");
        views[0].Evidence[0].Article = new Article { Outlet = "=HYPERLINK(\"x\")", Title = "Says \"they\", they say", Url = "https://outlet.test/1" };
        using var writer = new StringWriter();
        AttributionCsv.WriteHead(writer);
        AttributionCsv.Write(writer, views[0]);
        var lines = writer.ToString().Split("\r\n");

        Assert.Equal(3, lines.Length);
        Assert.Equal(25, lines[0].Split(',').Length);
        Assert.StartsWith(
            "country:CN/cyber/2021-07-19,2021-07-19T12:00:00Z,\"'=HYPERLINK(\"\"x\"\")\",https://outlet.test/1,\"Says \"\"they\"\", they "
                + "say\",country:US,country:CN,CN,state,",
            lines[1],
            StringComparison.Ordinal);
    }

    private static JsonObject Bundle(string articles) => Bundle(Views(articles));

    private static JsonObject Bundle(List<EventView> views)
    {
        var maker = new StixObjects(id => id, Source);
        var objects = views.SelectMany(view => maker.Of(view, 0)).DistinctBy(one => (string)one["id"]!).Select(JsonNode? (one) => one.DeepClone());
        return new JsonObject { ["type"] = "bundle", ["id"] = StixId.Of("bundle", "test"), ["objects"] = new JsonArray([.. objects]) };
    }

    private static IEnumerable<JsonObject> Objects(JsonObject bundle, string type) =>
        bundle["objects"]!.AsArray().Select(one => one!.AsObject()).Where(one => (string)one["type"]! == type && (string)one["name"]! != "Monitor");

    private static JsonObject Extension(JsonObject one) => one["extensions"]!.AsObject().Single().Value!.AsObject();

    /// <summary>The events as the database would give them back.</summary>
    private static List<EventView> Views(string text)
    {
        var ledger = new EventLedger(ActorRoots.ByIdAlone);
        var articles = Scenario.Articles(text);
        var rows = new Dictionary<Evidence, Attribution>();
        foreach (var (article, number) in articles.Select((article, index) => (article, index + 1)))
        {
            foreach (var (one, index) in ledger.Add(article).Select((one, index) => (one.Evidence!, index)))
            {
                rows.Add(one, Row(article, number, one, article.Statements[index]));
            }
        }

        return [.. ledger.Events.Select((ongoing, index) => EventView.Of(
            new AttributionEvent
            {
                Id = index + 1,
                Key = ongoing.Key.ToString(),
                AccusedRoot = ongoing.Key.AccusedRoot,
                StartAt = ongoing.StartAt!.Value,
                Instrument = ongoing.Instrument,
            },
            [.. rows.Where(row => ledger.EventOf(row.Key) == ongoing).Select(row => row.Value)]))];
    }

    private static Attribution Row(ArticleStatements article, int number, Evidence evidence, Statement statement) => new()
    {
        ArticleId = number,
        Article = new Article
        {
            Outlet = "The Outlet",
            Title = "Title",
            Url = $"https://outlet.test/{number}",
            CollectedAt = evidence.PublishedAt!.Value.AddMinutes(5),
        },
        Index = evidence.Index,
        Key = evidence.Key.ToString(),
        AccusedRoot = evidence.Key.AccusedRoot,
        Kind = evidence.Kind,
        Strength = evidence.Strength,
        Accusers = [.. evidence.Accusers],
        StateLevelAccusers = [.. evidence.StateLevelAccusers],
        PublishedAt = evidence.PublishedAt!.Value,
        CopyGroup = evidence.CopyGroup,
        Instrument = [.. evidence.Instrument],
        IsCopy = article.IsCopy,
        Quote = evidence.Quote,
        Statement = statement,
    };
}
