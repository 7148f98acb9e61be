using System.Text.RegularExpressions;
using Monitor.Articles.Extraction;

namespace Monitor.Tests.Articles;

/// <summary>Lines of pages that belong to the text, and those that do not: Cases/article-lines.cases.</summary>
public sealed partial class ArticleLinesTests
{
    private readonly TextExtractor _extractor = new();

    public static TheoryData<string, string> Lines => CaseFile.Read("article-lines.cases");

    [Theory, MemberData(nameof(Lines))]
    public void A_line_stays_or_goes_by_what_it_does(string line, string expected)
    {
        var (where, markup) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var (first, second, third) = ($"<p>{Pages.First}</p>", $"<p>{Pages.Second}</p>", $"<p>{Pages.Third}</p>");
        var page = Pages.Page("<article><h1>Port Ellery closes its ferry dock</h1>" + where switch
        {
            "above" => markup + first + second + third,
            "middle" => first + markup + second + third,
            "end" => first + second + third + markup,
            _ => throw new InvalidDataException(where),
        } + "</article>");

        var text = _extractor.Extract(page, null).Text;

        var blocks = BlockEnd().Split(markup).Select(block => Tag().Replace(block, "").Trim()).Where(block => block.Length > 0).ToList();
        var kept = blocks.Count(block => text.Contains(block, StringComparison.Ordinal));
        Assert.Equal(expected, kept == blocks.Count ? "stays" : kept == 0 ? "goes" : $"{kept} of {blocks.Count} stay");
        Assert.All([Pages.First, Pages.Second, Pages.Third], paragraph => Assert.Contains(paragraph, text, StringComparison.Ordinal));
    }

    [GeneratedRegex("</?(?:p|li|ul|h3|tr|td|th|table|dl|dt|dd)>")]
    private static partial Regex BlockEnd();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
