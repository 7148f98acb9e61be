using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>Who is a party of a sentence, and who of them can accuse.</summary>
public sealed class PartyAndStandingTests
{
    private static readonly DateTimeOffset Published = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Parties => CaseFile.Read("parties.cases");

    public static TheoryData<string, string> Standing => CaseFile.Read("standing.cases");

    [Theory, MemberData(nameof(Parties))]
    public void A_party_is_its_head_with_all_that_describes_it(string text, string expected)
    {
        var tokenized = TokenizedText.Of(text);
        var explained = Attributed.Detector.Explain(
            tokenized, Attributed.Tagger.Tag(tokenized, language: "en"), OutletVoice.Unknown, Published, "en");

        Assert.Equal(expected, string.Join("; ", explained.SelectMany(sentence => sentence.Parties)));
    }

    [Theory, MemberData(nameof(Standing))]
    public void Not_everybody_who_tells_of_harm_accuses(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text, published: Published)));
}
