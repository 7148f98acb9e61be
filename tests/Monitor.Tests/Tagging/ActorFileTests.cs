using Monitor.Actors;
using Monitor.Config;

namespace Monitor.Tests.Tagging;

public sealed class ActorFileTests
{
    public static TheoryData<string, string> BrokenCases => CaseFile.Read("actors-broken.cases");

    [Theory, MemberData(nameof(BrokenCases))]
    public void A_faulty_line_is_refused_with_its_place(string line, string fault)
    {
        var refusal = Assert.Throws<ConfigException>(() => ActorFile.Read(ConfigNode.Parse("actors.yaml", $"actors:\n  {line}\n")));

        Assert.Equal("actors.yaml:" + fault, refusal.Message);
    }

    [Fact]
    public void All_faulty_actors_are_named_at_once()
    {
        var refusal = Assert.Throws<ConfigException>(() => ActorFile.Read(ConfigNode.Parse(
            "actors.yaml",
            """
            actors:
              - { id: country:US }
              - { id: country:GB, name: Britain }
              - { id: country:GB, name: Britain }
            """)));

        Assert.Equal([2, 4], refusal.Faults.Select(fault => fault.Line));
    }
}
