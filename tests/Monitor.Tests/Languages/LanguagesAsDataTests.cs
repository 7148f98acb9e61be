using System.Globalization;
using Monitor.Feeds.Dates;
using Monitor.Languages;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Tests.Languages;

public sealed class LanguagesAsDataTests
{
    public static TheoryData<string, string> Questions => CaseFile.Read("languages-as-data.cases");

    [Theory, MemberData(nameof(Questions))]
    public void What_the_program_knows_of_a_language_stands_in_its_folder(string question, string answer)
    {
        var (kind, text) = question.Split(": ", 2) is [var first, var rest] ? (first, rest) : throw new InvalidDataException(question);

        Assert.Equal(answer, kind switch
        {
            "date" => FeedDates.TryParse(text, out var instant) ? instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "-",
            "sentences" => string.Join('|', TokenizedText.Of(text).Sentences.ToArray().Select(sentence => sentence.Span.Of(text))),
            "language" => LanguageDetector.Detect(text) ?? "-",
            "number" => YesOrNo(NumberWords.Contains(TermOf(text))),
            "common" => YesOrNo(CommonWords.IsFunction(TermOf(text))),
            "tail" => YesOrNo(IsTail(text)),
            _ => throw new InvalidDataException(question),
        });
    }

    private static string YesOrNo(bool isSo) => isSo ? "yes" : "-";

    private static uint TermOf(string word) => ArticleTerms.TermOf(Folding.Fold(word));

    /// <summary>Whether the line goes when it stands below a report.</summary>
    private static bool IsTail(string line)
    {
        var text = TokenizedText.Of("A title", $"A report.\n\n{line}");
        var mask = new bool[text.Tokens.Length];
        KnownTails.Mark(text, ArticleTerms.Of(text).Words, mask);
        return mask[^1];
    }
}
