using Monitor.Attributions;

namespace Monitor.Tests.Attributions;

/// <summary>What tells two indictments or sanctions of one state against another apart.</summary>
public sealed class InstrumentTests
{
    private const string Named = "The US Justice Department charged two Chinese hackers, Lu Anping and Shen Baotian, with breaking into law firms.";
    private const string NamedInOtherWords = "Lu Anping and a colleague hid in an office in Hefei.\n\nThe US Justice Department unsealed an indictment "
        + "against Chinese hackers over the hacking of law firms. The defendants, Lu A. Anping and Shen Baotian, are at large.";
    private const string Unnamed = "US prosecutors indicted two Chinese nationals for breaking into law firms, the Justice Department said.";
    private const string Others = "The US Justice Department charged three Chinese hackers, Gao Weimin, Qin Xiaolu and Tang Yu, with breaking into shipyards.";
    private const string AGroup = "The US Treasury sanctioned APT28 for the hacking of a port.";
    private const string AnotherGroup = "The US Treasury sanctioned APT29 for the hacking of a hospital.";

    [Theory]
    [InlineData(Named, "count:2, name:lu anping, name:shen baotian")]
    [InlineData(NamedInOtherWords, "name:lu a anping, name:shen baotian")]
    [InlineData(Unnamed, "count:2")]
    [InlineData("Estonia accused Russia of hacking its ministry.", "")]
    [InlineData("Ivan Sokolenko, a Russian national, was charged by the US Justice Department with hacking a refinery in San Marco.", "name:ivan sokolenko")]
    public void An_instrument_is_told_by_whom_it_names(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Attributed.In(text).SelectMany(statement => statement.Instrument).Distinct()));

    [Theory]
    [InlineData(Named, NamedInOtherWords, false)]
    [InlineData(Named, Unnamed, false)]
    [InlineData(Named, Others, true)]
    [InlineData(Unnamed, Others, true)]
    [InlineData(AGroup, AnotherGroup, true)]
    [InlineData(AGroup, AGroup, false)]
    [InlineData(Named, AGroup, false)]
    public void Two_that_name_others_are_not_one(string left, string right, bool areApart)
    {
        var (one, other) = (Marks(left), Marks(right));

        Assert.Equal((areApart, areApart), (InstrumentMarks.Contradict(one, other), InstrumentMarks.Contradict(other, one)));
    }

    private static IReadOnlyList<string> Marks(string text) => [.. Attributed.In(text).SelectMany(statement => statement.Instrument).Distinct()];
}
