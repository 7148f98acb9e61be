using System.Text;
using Monitor.Articles.Extraction.Markup;

namespace Monitor.Tests.Articles;

public sealed class PageEncodingTests
{
    static PageEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Pages => CaseFile.Read("page-encodings.cases");

    [Theory, MemberData(nameof(Pages))]
    public void A_page_is_read_in_the_encoding_of_its_bytes(string said, string text)
    {
        var parts = said.Split('|', StringSplitOptions.TrimEntries);
        // Scripts name encodings of their own, and are ASCII whatever the page is in.
        var head = "<script src=\"/a.js\" charset=\"utf-8\"></script>" + (parts[2] == "-" ? "" : $"<meta charset=\"{parts[2]}\">");
        var html = $"<html><head>{head}<script>{new string('x', 500)}</script></head><body><p>{text}</p></body></html>";
        var bytes = Encoding.GetEncoding(parts[0]).GetBytes(html);

        Assert.Contains($"<p>{text}</p>", PageEncoding.Decode(bytes, parts[1] == "-" ? "text/html" : $"text/html; charset={parts[1]}"), StringComparison.Ordinal);
    }
}
