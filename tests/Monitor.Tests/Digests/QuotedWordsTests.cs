using Monitor.AttributionEvents.Summaries;

namespace Monitor.Tests.Digests;

public sealed class QuotedWordsTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("datelines.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_quotation_has_no_dateline(string text, string quoted) => Assert.Equal(quoted, QuotedWords.Of(text));
}
