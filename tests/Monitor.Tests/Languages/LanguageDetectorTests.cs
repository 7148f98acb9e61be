using FsCheck;
using FsCheck.Fluent;
using Monitor.Languages;

namespace Monitor.Tests.Languages;

public sealed class LanguageDetectorTests
{
    public static TheoryData<string, string> Sentences => CaseFile.Read("languages.cases");

    [Theory, MemberData(nameof(Sentences))]
    public void A_sentence_shows_its_language(string sentence, string language) =>
        Assert.Equal(language, LanguageDetector.Detect(sentence)?.Language ?? "-");

    [Theory]
    [InlineData("The harbour council voted to close the old dock after engineers warned twice that it was not safe.", "de", "en")]
    [InlineData("Port Ellery 3:1 Nordby", "nb-NO", "no")]
    [InlineData("Port Ellery 3:1 Nordby", "not a tag", null)]
    public void A_sure_text_overrules_the_markup_and_an_unsure_one_does_not(string text, string declared, string? language) =>
        Assert.Equal(language, LanguageDetector.Choose(text, declared));

    [Fact]
    public void No_text_makes_the_detector_throw() =>
        Prop.ForAll((string text) => text is null || LanguageDetector.Detect(text)?.Confidence is null or (>= 0 and <= 1)).Holds();
}
