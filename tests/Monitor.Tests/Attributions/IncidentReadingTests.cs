using System.Globalization;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>What happened, as the detector reads it beside who accuses whom.</summary>
public sealed class IncidentReadingTests
{
    private static readonly DateTimeOffset Published = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases => CaseFile.Read("incident-readings.cases");

    [Theory, MemberData(nameof(Cases))]
    public void A_text_tells_what_happened(string written, string expected) => Assert.Equal(expected, Words(First(written, "en")));

    [Theory]
    [InlineData("de", "Norwegen macht Russland für den Hackerangriff auf sein Parlament verantwortlich.", "parliament", "NO")]
    [InlineData("de", "Die Ukraine wirft Russland einen Cyberangriff auf das Stromnetz vor.", "power", null)]
    [InlineData("fr", "La France accuse la Russie d'une cyberattaque contre un hôpital.", "health", null)]
    [InlineData("es", "España acusó a Rusia de un ciberataque contra la red eléctrica.", "power", null)]
    public void Other_languages_have_their_own_words_for_it(string language, string text, string targetClass, string? state)
    {
        var incident = First(text, language);

        Assert.Equal((targetClass, state), (incident?.TargetClass, incident?.TargetState));
    }

    [Fact]
    public void Each_part_says_where_it_stands()
    {
        const string Text = "Norway accused Russia of hacking its parliament.";

        var incident = First(Text, "en")!;

        Assert.Equal(["means: hacking", "target: parliament"], incident.Evidence.Select(part => $"{part.Key}: {part.Value.Of(Text)}").Order(StringComparer.Ordinal));
    }

    private static Incident? First(string written, string language)
    {
        var parts = written.Split(" | ", 2);
        var text = parts.Length > 1 ? TokenizedText.Of(parts[0], parts[1]) : TokenizedText.Of(parts[0]);
        return Attributed.Detector.Detect(text, Attributed.Tagger.Tag(text, language: language), speaksFor: null, Published, language)
            .First(statement => statement.Polarity is Polarity.Asserted).Incident;
    }

    private static string Words(Incident? incident) => string.Join("; ", new[]
    {
        incident?.Target, incident?.TargetClass, incident?.TargetState, incident?.TargetName, incident?.Place, incident?.Means, incident?.Name,
        incident?.HappenedFrom is { } from ? $"{Day(from)}..{Day(incident.HappenedUntil!.Value)}" : null, incident?.Victims,
    }.Select(part => part ?? "-"));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
