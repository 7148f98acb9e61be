using System.Collections.Frozen;
using Monitor.Actors;
using Monitor.Config;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Sentences;
using Monitor.Attributions.Statements;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>Finds the attributions of an article by the cues of its language. Compiled once; safe to share between threads.</summary>
public sealed class AttributionDetector
{
    /// <summary>A longer "sentence" is a list or a broken page, and no sentence.</summary>
    private const int SentenceTokensMax = 250;

    private readonly ActorBook _actors;
    private readonly FrozenDictionary<string, LanguageCues> _languages;

    internal AttributionDetector(ActorBook actors, IEnumerable<LanguageCues> languages)
    {
        _actors = actors;
        _languages = languages.ToFrozenDictionary(cues => cues.Language, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The languages that have cues, as BCP 47 primary tags.</summary>
    public IReadOnlyList<string> Languages => [.. _languages.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The detector that a config folder's cue files describe.</summary>
    /// <exception cref="ConfigException">A file has faults.</exception>
    public static AttributionDetector Load(string configFolder, ActorBook actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        return new AttributionDetector(actors, CueFile.Load(configFolder));
    }

    /// <param name="speaksFor">Id of the actor that the outlet speaks for: "we" and "the Department" then mean it.</param>
    /// <param name="language">BCP 47; null is read as English. Without cues for it nothing is found.</param>
    public IReadOnlyList<Statement> Detect(TokenizedText text, ArticleTags tags, string? speaksFor, DateTimeOffset? published, string? language) =>
        Read(text, tags, speaksFor, published, language, null);

    /// <summary>How each sentence was read: the parties in it, and what each cue led to.</summary>
    public IReadOnlyList<SentenceExplanation> Explain(TokenizedText text, ArticleTags tags, string? speaksFor, DateTimeOffset? published, string? language)
    {
        var explanations = new List<SentenceExplanation>();
        Read(text, tags, speaksFor, published, language, explanations);
        return explanations;
    }

    private IReadOnlyList<Statement> Read(
        TokenizedText text, ArticleTags tags, string? speaksFor, DateTimeOffset? published, string? language, List<SentenceExplanation>? explanations)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tags);
        if (!_languages.TryGetValue(PrimaryTag(language ?? "en"), out var cues))
        {
            return [];
        }

        var context = new ArticleContext(_actors, cues, text, tags.Mentions, speaksFor is null ? null : _actors.Find(speaksFor), published);
        var next = 0;
        for (var i = 0; i < text.Sentences.Length; i++)
        {
            var sentence = text.Sentences[i];
            var mentions = new List<ActorMention>();
            for (; next < tags.Mentions.Count && tags.Mentions[next].FirstToken < sentence.EndToken; next++)
            {
                if (tags.Mentions[next].EndToken <= sentence.EndToken)
                {
                    mentions.Add(tags.Mentions[next]);
                }
            }

            if (sentence.TokenCount <= SentenceTokensMax)
            {
                ReadSentence(context, sentence, i, mentions, explanations);
            }
        }

        return Consolidation.Of(context);
    }

    private static void ReadSentence(
        ArticleContext context, Sentence sentence, int number, List<ActorMention> mentions, List<SentenceExplanation>? explanations)
    {
        var first = Dateline.End(context.Text, sentence, mentions);
        if (first > sentence.FirstToken)
        {
            context.Home ??= mentions.Find(mention => mention.EndToken <= first)?.Actor;
            mentions.RemoveAll(mention => mention.FirstToken < first);
        }

        var reading = new SentenceReading(context.Text, sentence with { FirstToken = first }, context.Cues);
        var groups = PartyReader.Read(reading, mentions).ConvertAll(group => group.WithMembers(context.Actors));
        var outcomes = explanations is null ? null : new List<CueOutcome>();
        if (groups.Count > 0 && (reading.Cues.Count > 0 || outcomes is not null))
        {
            var scene = Scene.Of(context, reading, number, groups, outcomes);
            foreach (var statement in new StatementReader(scene).Read())
            {
                context.Keep(number, statement);
            }

            context.Remember(number, reading, scene.Subject);
        }

        if (context.HasInstrument(number - 1))
        {
            context.AddToInstruments(number - 1, new InstrumentReader(context, reading).Following());
        }

        explanations?.Add(new SentenceExplanation(
            sentence.Span, [.. groups.Select(group => string.Join(" + ", group.Parties))], outcomes ?? []));
    }

    private static string PrimaryTag(string language)
    {
        var hyphen = language.AsSpan().IndexOfAny('-', '_');
        return hyphen < 0 ? language : language[..hyphen];
    }
}
