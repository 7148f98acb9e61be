using System.Globalization;
using Monitor.Delivery;
using Monitor.Digests;
using Monitor.Digests.Changes;

namespace Monitor.Tests.Digests;

public sealed class UndeliveredDigestsTests
{
    public static TheoryData<string, string> Cases => CaseFile.Read("undelivered-digests.cases");

    [Theory, MemberData(nameof(Cases))]
    public void What_could_not_be_delivered_comes_again(string digests, string expected)
    {
        var parts = digests.Split(';', StringSplitOptions.TrimEntries);
        var past = parts[..^1].Select((part, index) => Read(part.Split(' '), index)).ToList();

        var again = UndeliveredDigests.Among(past, past.Max(one => one.Span.To), Number(parts[^1].Split(' ')[1]));

        Assert.Equal(expected, string.Join(' ', again.Select(one => one.Key)));
    }

    [Theory]
    [InlineData("3-5", "3-5", "4 5", "3 6")]
    [InlineData("5-7 3-5", "3-7", "4 7", "3 8")]
    [InlineData("0-4 8-9", "0-4 8-9", "1 4 9", "5 8 10")]
    [InlineData("8-8 0-4 2-6", "0-6 8-8", "5 6", "7 8 9")]
    public void Spans_are_in_order_and_those_that_touch_are_one(string spans, string joined, string inside, string outside)
    {
        var all = ChangeSpans.Of(spans.Split(' ').Select(Span));

        Assert.Equal(joined, string.Join(' ', all.All.Select(span => $"{span.After}-{span.To}")));
        Assert.All(inside.Split(' '), sequence => Assert.True(all.Contains(Number(sequence))));
        Assert.All(outside.Split(' '), sequence => Assert.False(all.Contains(Number(sequence))));
    }

    private static PastDigest Read(string[] words, int index) => new(
        index, new DateOnly(2021, 7, 20), "07:00", words[0], Span(words[1]),
        words.FirstOrDefault(word => word.StartsWith('>'))?[1..],
        [.. words[2..].Where(word => !word.StartsWith('>')).Select(word => word.Split('~')).Select(
            word => new PastMessage(words[0], Enum.Parse<OutboxState>(word[0]), word.Length > 1 ? (int)Number(word[1]) : 0))]);

    private static ChangeSpan Span(string text) => text.Split('-') is [var after, var to]
        ? new ChangeSpan(Number(after), Number(to))
        : throw new FormatException(text);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
