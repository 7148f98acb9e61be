using Monitor.Actors;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.Tagging;

public sealed class ActorImportTests
{
    private const string Galaxy =
        """
        {"type": "threat-actor", "values": [
          {"value": "Quartz Heron", "uuid": "u1", "meta": {"synonyms": ["APT990", "Anvil", "QH", "Old Heron"], "country": "CN"}},
          {"value": "Marble Otter", "uuid": "u2", "meta": {"synonyms": ["Anvil", "Brass Gull"]}},
          {"value": "Old Heron", "uuid": "u3"},
          {"value": "Norway", "uuid": "u4", "meta": {"synonyms": ["TA9901"]}},
          {"value": "???", "uuid": "u5"}
        ]}
        """;

    private const string Written =
        """
        actors:
          - { id: country:NO, name: Norway }
          - { id: threat-group:QUARTZ-HERON, name: Quartz Heron, parent: country:NO }
        """;

    private static readonly ActorBook Book = ActorFile.Read(ConfigNode.Parse("actors.yaml", Written));

    [Theory]
    [InlineData("", "no JSON: line 1, column 1")]
    [InlineData("null", "neither a MISP galaxy cluster (\"values\") nor a STIX bundle (\"type\": \"bundle\")")]
    [InlineData("{\"type\": \"bundle\", \"objects\": {}}", "neither a MISP galaxy cluster (\"values\") nor a STIX bundle (\"type\": \"bundle\")")]
    [InlineData("{\"type\": \"threat-actor\", \"values\": [{}, 7]}", "values[1] is number, an object is expected")]
    [InlineData("{\"type\": \"bundle\", \"objects\": [null]}", "objects[0] is null, an object is expected")]
    [InlineData("{\"type\": \"bundle\", \"objects\": [{\"type\": \"intrusion-set\", \"name\": \"A\", \"external_references\": [1]}]}",
        "external_references[0] is number, an object is expected")]
    [InlineData("{\"type\": \"malware\", \"values\": []}", "a galaxy of type \"malware\" lists no threat groups or agencies")]
    public void A_file_that_is_no_register_is_refused_with_the_reason(string json, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ActorRegister.Read(json)).Message);

    [Fact]
    public void Hostile_registers_end_in_a_reason_or_in_nothing()
    {
        Assert.StartsWith("no JSON", Assert.Throws<FormatException>(() => ActorRegister.Read(new string('[', 100_000))).Message, StringComparison.Ordinal);
        Assert.Empty(ActorRegister.Read("""{"type": "bundle", "objects": [{"type": "intrusion-set", "name": 7, "aliases": 5}, {"type": "intrusion-set"}]}"""));
        var longest = ActorImport.Plan(Book, ActorRegister.Read($$"""{"type": "threat-actor", "values": [{"value": "{{new string('A', 1_000_000)}}"}]}"""));
        Assert.Empty(longest.New);
    }

    [Theory]
    [InlineData(100_000, 0, "it lists 100,000 actors, at most 20,000 are taken: leave out whom no news names")]
    [InlineData(1, 5_000, "\"Group 0\" has 5,000 names, at most 1,000 are taken")]
    public void A_register_without_end_is_refused_in_a_sentence(int groups, int names, string reason)
    {
        var synonyms = string.Join(',', Enumerable.Range(0, names).Select(name => $"\"Name {name}\""));
        var listed = Enumerable.Range(0, groups).Select(group => $$$"""{"value": "Group {{{group}}}", "meta": {"synonyms": [{{{synonyms}}}]}}""");
        var json = $$"""{"type": "threat-actor", "values": [{{string.Join(',', listed)}}]}""";

        Assert.Equal(reason, Assert.Throws<FormatException>(() => ActorRegister.Read(json)).Message);
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ActorRegister.Read(AsBundle(groups, synonyms))).Message);
    }

    private static string AsBundle(int groups, string aliases)
    {
        var sets = Enumerable.Range(0, groups).Select(group => $$"""{"type": "intrusion-set", "name": "Group {{group}}", "aliases": [{{aliases}}]}""");
        return $$"""{"type": "bundle", "objects": [{{string.Join(',', sets)}}]}""";
    }

    [Fact]
    public void A_register_adds_groups_and_names_and_warns_of_doubtful_ones()
    {
        var plan = ActorImport.Plan(Book, ActorRegister.Read(Galaxy));

        Assert.Equal(["threat-group:MARBLE-OTTER", "threat-group:NORWAY"], plan.New.Select(actor => actor.Id));
        Assert.Equal(["threat-group:QUARTZ-HERON"], plan.Extended.Select(actor => actor.Id));
        Assert.Equal(
            [
                "Anvil: may be an ordinary word; taken only with a capital inside a sentence and near a word such as \"group\"",
                "QH: is short; taken only as written and near a word such as \"group\"",
                "Anvil: is shared by threat-group:QUARTZ-HERON and threat-group:MARBLE-OTTER; the article decides",
                "Anvil: may be an ordinary word; taken only with a capital inside a sentence and near a word such as \"group\"",
                "Norway: already names country:NO; not taken for threat-group:NORWAY",
                "???: is no name that can be looked for; left out",
            ],
            plan.Warnings.Select(warning => $"{warning.Name}: {warning.Reason}"));
    }

    [Theory]
    [InlineData("The group that researchers call Anvil stole mail.", "threat-group:QUARTZ-HERON")]
    [InlineData("An anvil fell on the hacker group.", "")]
    [InlineData("Anvil makers met a group of smiths.", "")]
    [InlineData("Anvil Records signed the group.", "")]
    [InlineData("APT990 was back.", "threat-group:QUARTZ-HERON")]
    [InlineData("A brass gull and a Brass Gull statue.", "")]
    [InlineData("Malware of Brass Gull was found.", "threat-group:MARBLE-OTTER")]
    [InlineData("Norway was attacked with malware by TA9901.", "country:NO, threat-group:NORWAY")]
    public void What_was_imported_names_a_group_only_where_it_is_meant(string text, string actors)
    {
        var imported = ActorImport.Write(ActorImport.Plan(Book, ActorRegister.Read(Galaxy)));
        var tagger = new Tagger(ActorFile.Read(ConfigNode.Parse("actors.yaml", Written), ConfigNode.Parse("actors-imported.yaml", imported)));

        Assert.Equal(actors, string.Join(", ", tagger.Tag(TokenizedText.Of(text)).Mentions.Select(mention => mention.Actor.Id)));
    }

    [Fact]
    public void What_is_written_by_hand_wins_over_the_register()
    {
        var imported = ActorImport.Write(ActorImport.Plan(Book, ActorRegister.Read(Galaxy)));

        var heron = ActorFile.Read(ConfigNode.Parse("actors.yaml", Written), ConfigNode.Parse("actors-imported.yaml", imported))
            .Find("threat-group:QUARTZ-HERON")!;

        Assert.Equal("country:NO", heron.Parent);
        Assert.Equal("u1", heron.ExternalIds["misp"]);
        Assert.Contains(heron.Aliases, alias => alias.Text == "APT990");
    }

    [Fact]
    public void A_STIX_bundle_gives_its_intrusion_sets()
    {
        var listed = ActorRegister.Read(
            """
            {"type": "bundle", "objects": [
              {"type": "intrusion-set", "name": "Quartz Heron", "aliases": ["Quartz Heron", "APT990"], "external_references": [{"source_name": "mitre-attack", "external_id": "G9990"}]},
              {"type": "intrusion-set", "name": "Gone", "revoked": true},
              {"type": "malware", "name": "Tool"}
            ]}
            """);

        var actor = Assert.Single(listed);
        Assert.Equal(("Quartz Heron", "attack", "G9990"), (actor.Name, actor.Register, actor.Id));
    }

    [Theory]
    [InlineData("{", "no JSON: line 1, column 2")]
    [InlineData("[]", "neither a MISP galaxy cluster (\"values\") nor a STIX bundle (\"type\": \"bundle\")")]
    [InlineData("{\"type\": \"malware\", \"values\": []}", "a galaxy of type \"malware\" lists no threat groups or agencies")]
    public void A_file_that_is_no_register_is_refused(string json, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => ActorRegister.Read(json)).Message);
}
