using System.Text.RegularExpressions;
using Monitor.Delivery.Mail;

namespace Monitor.Tests.Digests;

public sealed partial class MailWordsTests
{
    /// <summary>Names that a language has of its own; English takes those of the actor book, and an act by its class.</summary>
    private static readonly string[] Own = ["actor.", "actors.", "people.", "act."];

    public static TheoryData<string> Others => new(MailWords.Languages.Where(language => language != MailWords.English));

    [Theory, MemberData(nameof(Others))]
    public void Every_language_has_the_same_keys_with_the_same_places(string language)
    {
        var (english, other) = (MailWords.InEnglish, MailWords.Of(language));

        Assert.Equal(Shared(english), Shared(other));
        Assert.All(Shared(english).Where(key => !key.StartsWith("format.", StringComparison.Ordinal)), key =>
            Assert.True(Places(other[key]).IsSubsetOf(Places(english[key])), $"{key}: {other[key]}"));
    }

    [Fact]
    public void Dates_and_numbers_follow_the_language()
    {
        var (german, zone, at) = (MailWords.Of("de"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), new DateTimeOffset(2021, 7, 20, 12, 5, 0, TimeSpan.Zero));

        Assert.Equal("Tue 20 July, 14:05", MailWords.InEnglish.Time(at, zone));
        Assert.Equal("Di, 20. Juli, 14:05", german.Time(at, zone));
        Assert.Equal("Dienstag, 20. Juli 2021", german.LongDate(new DateOnly(2021, 7, 20)));
        Assert.Equal("4.960", german.Number(4960));
        Assert.Equal("2 eigenständige Berichte", german.Count("independent", 2));
    }

    private static List<string> Shared(MailWords words) =>
        [.. words.Keys.Where(key => !Own.Any(own => key.StartsWith(own, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    private static HashSet<string> Places(string words) => [.. Place().Matches(words).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
