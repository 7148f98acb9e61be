using System.Text.RegularExpressions;
using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed partial class ReaderWordsTests
{
    public static TheoryData<string> Languages => [.. MailWords.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Every_language_has_the_same_words_with_the_same_places(string language)
    {
        var (english, other) = (ReaderWords.Of(MailWords.English), ReaderWords.Of(language));

        Assert.Equal(english.Keys.Order(), other.Keys.Order());
        Assert.All(english.Keys, key => Assert.Equal((key, Places(english[key])), (key, Places(other[key]))));
    }

    private static string Places(string words) => string.Join(' ', Place().Matches(words).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
