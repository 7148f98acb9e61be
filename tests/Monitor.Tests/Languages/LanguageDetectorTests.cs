using FsCheck.Fluent;
using Monitor.Languages;

namespace Monitor.Tests.Languages;

public sealed class LanguageDetectorTests
{
    public static TheoryData<string, string> Sentences => CaseFile.Read("languages.cases");

    [Theory, MemberData(nameof(Sentences))]
    public void A_sentence_shows_its_language(string sentence, string language) =>
        Assert.Equal(language, LanguageDetector.Guess(sentence)?.Language ?? "-");

    [Fact]
    public void No_text_makes_the_detector_throw() =>
        Prop.ForAll((string text) => text is null || LanguageDetector.Guess(text)?.Confidence is null or (>= 0 and <= 1)).Holds();
}
