using Monitor.Languages;

namespace Monitor.Tests.Languages;

/// <summary>
/// How often a headline alone shows its language. The even lines of the file are the half that was read once, for docs/decisions/languages.md.
/// </summary>
public sealed class TitleTests
{
    private static readonly (string Title, string Language)[] Titles =
        [.. CaseFile.Lines("titles.cases").Select(line => line.Split("=>", StringSplitOptions.TrimEntries)).Select(parts => (parts[0], parts[1]))];

    [Fact]
    public void A_headline_that_says_too_little_has_no_language_rather_than_a_wrong_one()
    {
        var calibrated = Titles.Where((_, i) => i % 2 == 0).ToList();
        var answers = calibrated.Select(title => (title.Language, Shown: LanguageDetector.Detect(title.Title)))
            .Where(answer => answer.Shown is not null)
            .ToList();

        Assert.Equal(60, calibrated.Count);
        Assert.DoesNotContain(answers, answer => answer.Shown != answer.Language);
        Assert.True(answers.Count >= 28, $"only {answers.Count} of {calibrated.Count} headlines show their language");
    }

    [Fact]
    public void Where_the_feed_tells_its_language_hardly_a_headline_gets_a_wrong_one() =>
        Assert.InRange(Titles.Count(title => (LanguageDetector.Detect(title.Title) ?? title.Language) != title.Language), 0, 2);
}
