using System.Globalization;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;

namespace Monitor.Tests.AttributionEvents;

public sealed class InstrumentCutTests
{
    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Looking at each open part for each accusation would take minutes here.</summary>
    [Fact]
    public void Ten_thousands_of_charges_in_a_fortnight_are_cut_without_comparing_each_with_each()
    {
        var charges = Enumerable.Range(0, 30_000).Select(i => Charge(i, $"name:aaaa{i} bbbb{i}", "count:1")).ToList();

        Assert.Equal(30_000, new InstrumentCut(charges).Parts.Count());
    }

    [Theory]
    [InlineData("name:ada byron | - | name:ada byron", "1 1 1")]
    [InlineData("name:ada byron | name:ben okri | name:ada byron; name:ben okri", "1 1 1")]
    [InlineData("name:ada byron | name:ben okri | group:x", "1 2 2")]
    [InlineData("count:3 | count:4 | count:3", "1 2 1")]
    [InlineData("count:3 | group:x | count:3", "1 1 1")]
    [InlineData("name:ada byron; count:3 | count:4 | group:x; count:4 | count:3", "1 2 2 1")]
    public void One_that_tells_less_joins_the_latest_that_it_does_not_contradict(string situation, string parts)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var charges = situation.Split(" | ").Select((marks, i) => Charge(i, marks is "-" ? [] : marks.Split("; "))).ToList();
        var cut = new InstrumentCut(charges);
        var inOrder = cut.Parts.ToList();

        Assert.Equal(parts, string.Join(' ', charges.Select(charge => inOrder.IndexOf(cut.PartOf(charge)) + 1)));
    }

    private static Evidence Charge(int index, params string[] marks) => new()
    {
        ArticleId = index.ToString(CultureInfo.InvariantCulture),
        Index = 0,
        CopyGroup = "",
        PublishedAt = Noon.AddSeconds(index),
        Kind = EvidenceKind.Accusation,
        Key = EventKey.OfInstrument("country:CN", AttributionStrength.Indictment, "country:US"),
        Accusers = ["country:US"],
        StateLevelAccusers = ["country:US"],
        Strength = AttributionStrength.Indictment,
        Instrument = marks,
        Incident = Scenario.Incident("cyber", []),
        Quote = "",
    };
}
