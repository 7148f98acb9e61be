using Monitor.Attributions;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>A fourth language is a file: Italian stands in Cases/italian alone, and no code knows it.</summary>
public sealed class FourthLanguageTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases", "italian");
    private static readonly Tagger Tagger = Tagger.Load(Folder);
    private static readonly AttributionDetector Detector = AttributionDetector.Load(Folder, Tagger.Actors);

    public static TheoryData<string, string> Cases => CaseFile.Read("attributions.it.cases");

    [Theory, MemberData(nameof(Cases))]
    public void An_Italian_sentence_holds_its_attributions(string text, string expected)
    {
        var tokenized = TokenizedText.Of(text);
        var statements = Detector.Detect(tokenized, Tagger.Tag(tokenized, language: "it"), speaksFor: null, published: null, "it");

        Assert.Equal(Attributed.Sorted(expected), Attributed.Written(statements));
    }

    [Fact]
    public void The_folder_holds_that_language_only() => Assert.Equal(["it"], Detector.Languages);
}
