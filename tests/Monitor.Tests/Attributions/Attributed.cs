using Monitor.Attributions;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>Reads sentences with the project's own actors and cues, and writes statements as the case files do.</summary>
internal static class Attributed
{
    private static readonly string Config = Path.Combine(StructureTests.FindRoot(), "config");

    public static Tagger Tagger { get; } = Tagger.Load(Config);

    public static AttributionDetector Detector { get; } = AttributionDetector.Load(Config, Tagger.Actors);

    /// <summary>What the rules understood.</summary>
    public static IReadOnlyList<Statement> In(string text, string language = "en", string? speaksFor = null, DateTimeOffset? published = null) =>
        [.. All(text, language, speaksFor, published).Where(statement => !statement.Likely)];

    /// <summary>What no rule understood, and weights hold for likely.</summary>
    public static IReadOnlyList<Statement> LikelyIn(string text, string language = "en") =>
        [.. All(text, language, null, null).Where(statement => statement.Likely)];

    private static IReadOnlyList<Statement> All(string text, string language, string? speaksFor, DateTimeOffset? published)
    {
        var tokenized = TokenizedText.Of(text);
        return Detector.Detect(tokenized, Tagger.Tag(tokenized, language: language, published: published), speaksFor, published, language);
    }

    public static string Written(IEnumerable<Statement> statements) => string.Join("; ", statements.Select(Written).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Expectations in the order in which <see cref="Written(IEnumerable{Statement})"/> writes them.</summary>
    public static string Sorted(string expected) =>
        string.Join("; ", expected.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));

    private static string Written(Statement statement)
    {
        var accusers = string.Join(", ", statement.Accusers.Select(Short));
        if (statement.Polarity is Polarity.Denied)
        {
            return $"{accusers} denied" + (statement.Past ? " past" : "");
        }

        return $"{accusers} > {Short(statement.Accused!)} {ConfigNode.NameOf(statement.Strength)}"
            + (statement.Past ? " past" : "")
            + (statement.Polarity is Polarity.Negated && !statement.Retraction ? " negated" : "")
            + (statement.Polarity is Polarity.Dismissed ? " dismissed" : "")
            + (statement.Hedged ? " hedged" : "")
            + (statement.Retraction ? " retraction" : "");
    }

    private static string Short(string id) => id.StartsWith("country:", StringComparison.Ordinal) ? id["country:".Length..] : id;
}
