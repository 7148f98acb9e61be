
namespace Monitor.Tests.Attributions;

public sealed class AttributionDetectorTests(ITestOutputHelper output)
{
    private const char KnownGap = '?';

    public static TheoryData<string, string> EnglishCases => Standing("attributions.cases");

    [Theory, MemberData(nameof(EnglishCases))]
    public void An_English_sentence_holds_its_attributions(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text)));

    public static TheoryData<string, string> ProseCases => Standing("attributions-prose.cases");

    [Theory, MemberData(nameof(ProseCases))]
    public void A_sentence_of_another_style_holds_its_attributions(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text)));

    public static TheoryData<string, string> GermanCases => Standing("attributions.de.cases");

    public static TheoryData<string, string> FrenchCases => Standing("attributions.fr.cases");

    public static TheoryData<string, string> SpanishCases => Standing("attributions.es.cases");

    [Theory, MemberData(nameof(GermanCases))]
    public void A_German_sentence_holds_its_attributions(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text, "de")));

    [Theory, MemberData(nameof(FrenchCases))]
    public void A_French_sentence_holds_its_attributions(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text, "fr")));

    [Theory, MemberData(nameof(SpanishCases))]
    public void A_Spanish_sentence_holds_its_attributions(string text, string expected) =>
        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(Attributed.In(text, "es")));

    [Theory]
    [InlineData("attributions.cases", "en", 0.85)]
    [InlineData("attributions-prose.cases", "en", 0.7)]
    [InlineData("attributions.de.cases", "de", 0.9)]
    [InlineData("attributions.fr.cases", "fr", 0.9)]
    [InlineData("attributions.es.cases", "es", 0.9)]
    public void Precision_and_recall_over_all_cases_are_printed(string file, string language, double recallMin)
    {
        var (right, found, wanted, silent, negatives) = (0, 0, 0, 0, 0);
        var (number, secondRight, secondFound, secondWanted) = (0, 0, 0, 0);
        foreach (var row in CaseFile.Read(file))
        {
            var expected = Parts(Attributed.Sorted(row.Data.Item2));
            var got = Parts(Attributed.Written(Attributed.In(row.Data.Item1.TrimStart(KnownGap, ' '), language)));
            right += got.Intersect(expected).Count();
            found += got.Length;
            wanted += expected.Length;
            if (number++ % 2 == 1)
            {
                (secondRight, secondFound, secondWanted) = (secondRight + got.Intersect(expected).Count(), secondFound + got.Length,
                    secondWanted + expected.Length);
            }

            negatives += expected.Length == 0 ? 1 : 0;
            silent += expected.Length == 0 && got.Length == 0 ? 1 : 0;
        }

        output.WriteLine($"{file}: precision {right}/{found}, recall {right}/{wanted}, silent {silent}/{negatives} sentences without an attribution; every "
            + $"second line: precision {secondRight}/{secondFound}, recall {secondRight}/{secondWanted}");

        Assert.True(right >= 0.9 * found && right >= recallMin * wanted, $"{right} right of {found} found and {wanted} wanted");
    }

    private static string[] Parts(string statements) => statements.Split("; ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The cases that must hold; those that are known to fail only count in the measure.</summary>
    private static TheoryData<string, string> Standing(string file)
    {
        var cases = new TheoryData<string, string>();
        foreach (var row in CaseFile.Read(file).Where(row => !row.Data.Item1.StartsWith(KnownGap)))
        {
            cases.Add(row.Data.Item1, row.Data.Item2);
        }

        return cases;
    }
}
