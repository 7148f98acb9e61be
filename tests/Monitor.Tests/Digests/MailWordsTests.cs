using System.Text.RegularExpressions;
using Monitor.AttributionEvents.Summaries;
using Monitor.Attributions;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Tagging;
using Monitor.Tests.Alerts;

namespace Monitor.Tests.Digests;

public sealed partial class MailWordsTests
{
    /// <summary>Names that a language has of its own; English takes those of the actor book, and an act by its class.</summary>
    private static readonly string[] Own = ["actor.", "actors.", "people.", "act.", "importance."];

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

    [Fact]
    public void Why_an_entry_stands_where_it_stands_is_said_in_the_language()
    {
        foreach (var novelty in Enum.GetValues<DigestNovelty>().Where(one => one is not DigestNovelty.Copies))
        {
            foreach (var strength in Enum.GetValues<AttributionStrength>())
            {
                var importance = Importance.Of(new ImportanceFactors(novelty, strength, [1, 2], 3) { Interests = 2, InterestHits = 4, IsAlerted = true });
                Assert.Equal(importance.ToString(), importance.InWords(MailWords.InEnglish));
                Assert.All(importance.Parts, part => Assert.DoesNotContain(part.What, importance.InWords(MailWords.Of("de")), StringComparison.Ordinal));
            }
        }

        var known = Importance.Of(new ImportanceFactors(DigestNovelty.Report, null, [1, 1], 3) { Interests = 1, InterestHits = 2 });
        Assert.Equal("28: weiterer Bericht 8, neue Berichte: 2 7,9, bekannte Berichte: 3 2, Interessen: 1, genannt: 2 6,4, vor 0 h 4", known.InWords(MailWords.Of("de")));
    }

    [Theory]
    [InlineData("country:CN", "China")]
    [InlineData("country:IR", "Iran")]
    [InlineData("country:RU", "Russland")]
    [InlineData("country:US", "USA")]
    [InlineData("country:GB", "Großbritannien")]
    public void A_german_title_names_states_without_an_ending(string id, string name)
    {
        var labels = new ActorLabels(Tagger.Load(ConfigFolder.Bundled).Actors);
        var summary = AlertMailTests.Joint with { Accused = labels.Of(id, MailWords.Of("de")) };

        Assert.Contains($" beschuldigen {name}: Cyberspionage", EventWords.Title(summary, MailWords.Of("de")), StringComparison.Ordinal);
    }

    private static List<string> Shared(MailWords words) =>
        [.. words.Keys.Where(key => !Own.Any(own => key.StartsWith(own, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    private static HashSet<string> Places(string words) => [.. Place().Matches(words).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
