using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>Whole descriptions of incidents and leads of reports: which state accuses which.</summary>
public sealed class IncidentTests(ITestOutputHelper output)
{
    private const string File = "incidents.cases";
    private const char KnownGap = '?';

    public static TheoryData<string, string> Standing
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var row in CaseFile.Read(File).Where(row => !row.Data.Item1.StartsWith(KnownGap)))
            {
                cases.Add(row.Data.Item1, row.Data.Item2);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Standing))]
    public void A_description_tells_which_state_accuses_which(string described, string pairs) =>
        Assert.Equal(Pairs(pairs), Found(described));

    [Fact]
    public void Precision_and_recall_of_the_pairs_are_printed()
    {
        var (right, found, wanted) = (0, 0, 0);
        foreach (var row in CaseFile.Read(File))
        {
            var (expected, got) = (Pairs(row.Data.Item2), Found(row.Data.Item1.TrimStart(KnownGap, ' ')));
            right += got.Intersect(expected).Count();
            found += got.Count;
            wanted += expected.Count;
        }

        output.WriteLine($"{File}: precision {right}/{found}, recall {right}/{wanted}");

        Assert.True(right >= 0.9 * found && right >= 0.7 * wanted, $"{right} right of {found} found and {wanted} wanted");
    }

    private static SortedSet<string> Pairs(string written) =>
        new(written.Split(", ", StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <param name="described">"Title | text".</param>
    private static SortedSet<string> Found(string described)
    {
        var parts = described.Split(" | ", 2);
        var text = TokenizedText.Of(parts[0], parts[1]);
        var statements = Attributed.Detector.Detect(text, Attributed.Tagger.Tag(text, language: "en"), speaksFor: null, published: null, "en")
            .Where(statement => !statement.Likely && statement.Polarity is Polarity.Asserted && statement.AccusedCountry is not null);
        return new(
            statements.SelectMany(
                statement => statement.Accusers.Select(StateOf).OfType<string>().Select(accuser => $"{accuser} > {statement.AccusedCountry}")),
            StringComparer.Ordinal);
    }

    /// <summary>The state that speaks; null for companies and organisations, but for the European Union.</summary>
    private static string? StateOf(string actorId)
    {
        var root = ActorRoots.ByIdAlone.RootOf(actorId);
        return root == "igo:EU" ? "EU" : root.StartsWith("country:", StringComparison.Ordinal) ? root["country:".Length..] : null;
    }
}
