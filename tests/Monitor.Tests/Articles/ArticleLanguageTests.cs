using Monitor.Articles;
using Monitor.Languages;

namespace Monitor.Tests.Articles;

public sealed class ArticleLanguageTests
{
    public static TheoryData<string, string> Articles => CaseFile.Read("article-languages.cases");

    [Theory, MemberData(nameof(Articles))]
    public void A_sure_text_overrules_what_is_declared_and_an_unsure_one_does_not(string article, string language)
    {
        var parts = article.Split('|', StringSplitOptions.TrimEntries);

        Assert.Equal(language, ArticleLanguage.Decide(LanguageDetector.Detect(parts[0]), parts[1], parts[2]) ?? "-");
    }
}
