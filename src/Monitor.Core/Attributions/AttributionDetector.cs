using System.Collections.Frozen;
using Monitor.Actors;
using Monitor.Attributions.Cues;
using Monitor.Attributions.Incidents;
using Monitor.Attributions.Learnt;
using Monitor.Attributions.Offices;
using Monitor.Attributions.Parties;
using Monitor.Attributions.Scenes;
using Monitor.Attributions.Sentences;
using Monitor.Attributions.Statements;
using Monitor.Attributions.Weighed;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Attributions;

/// <summary>Finds the attributions of an article by the cues of its language. Compiled once; safe to share between threads.</summary>
public sealed class AttributionDetector
{
    /// <summary>A longer "sentence" is a list or a broken page, and no sentence.</summary>
    private const int SentenceTokensMax = 250;

    /// <summary>A correction behind so many sentences stands below a report.</summary>
    private const int ReportSentencesMin = 3;

    private readonly ActorBook _actors;
    private readonly FrozenDictionary<string, LanguageCues> _languages;
    private readonly OfficeReader? _offices;
    private readonly KnownHolders _holders = KnownHolders.None;

    internal AttributionDetector(ActorBook actors, IEnumerable<LanguageCues> languages)
    {
        _actors = actors;
        _languages = languages.ToFrozenDictionary(cues => cues.Language, StringComparer.OrdinalIgnoreCase);
        // The book names offices in English.
        _offices = _languages.TryGetValue("en", out var english) ? new OfficeReader(actors, new BookOffices(actors, english)) : null;
    }

    private AttributionDetector(AttributionDetector other, KnownHolders holders)
    {
        (_actors, _languages, _offices, _holders) = (other._actors, other._languages, other._offices, holders);
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
        Detect(text, tags, OutletVoice.Unknown with { SpeaksFor = speaksFor }, published, language);

    /// <inheritdoc cref="Detect(TokenizedText, ArticleTags, string?, DateTimeOffset?, string?)"/>
    public IReadOnlyList<Statement> Detect(TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language) =>
        ReadArticle(text, tags, outlet, published, language).Statements;

    /// <summary>The statements, and what the article says of who speaks for whom.</summary>
    public Detected ReadArticle(TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language) =>
        Read(text, tags, outlet, published, language, null);

    /// <summary>The same detector, to which these names mean whom they speak for.</summary>
    public AttributionDetector With(KnownHolders holders)
    {
        ArgumentNullException.ThrowIfNull(holders);
        return new AttributionDetector(this, holders);
    }

    /// <summary>How each sentence was read: the parties in it, and what each cue led to.</summary>
    public IReadOnlyList<SentenceExplanation> Explain(TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language)
    {
        var explanations = new List<SentenceExplanation>();
        var lessons = Read(text, tags, outlet, published, language, explanations).Lessons.ToLookup(lesson => lesson.Evidence);
        return explanations.ConvertAll(sentence => sentence with { Lessons = [.. lessons[sentence.Sentence]] });
    }

    private Detected Read(
        TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language, List<SentenceExplanation>? explanations)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(outlet);
        if (!_languages.TryGetValue(PrimaryTag(language ?? "en"), out var cues))
        {
            return Detected.Nothing;
        }

        outlet = VoiceOfOutlet.OfState(_actors, cues, outlet);
        var sentences = Sentences(text, tags, cues);
        var context = Context(text, tags, outlet, published, cues, sentences);
        var told = Told(context.Frame, sentences, cues);
        if (told is not null || explanations is not null)
        {
            var scenes = new ArticleStatementReader(context).Read(sentences, explanations);
            if (context.Frame is null && FeatureWeights.OfProgram.IsFor(cues.Language))
            {
                new WeighedReader(context, scenes, FeatureWeights.OfProgram).Read();
            }
        }

        return told is null
            ? Detected.Nothing
            : new Detected([.. new IncidentReader(context, sentences).Fill(Consolidation.Of(context)).Where(told)],
                context.Frame is null ? _offices?.Read(sentences, published) ?? [] : []);
    }

    /// <summary>Who may accuse whom in each sentence, with what the readers found: what weights are fitted to.</summary>
    internal (ArticleContext Context, IReadOnlyList<Scene> Scenes, IReadOnlyList<Statement> Statements)? Candidates(
        TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, string? language)
    {
        if (!_languages.TryGetValue(PrimaryTag(language ?? "en"), out var cues))
        {
            return null;
        }

        outlet = VoiceOfOutlet.OfState(_actors, cues, outlet);
        var sentences = Sentences(text, tags, cues);
        var context = Context(text, tags, outlet, published, cues, sentences);
        var told = Told(context.Frame, sentences, cues);
        if (told is null)
        {
            return null;
        }

        var scenes = new ArticleStatementReader(context).Read(sentences, null);
        return (context, scenes, [.. Consolidation.Of(context).Where(told)]);
    }

    private ArticleContext Context(
        TokenizedText text, ArticleTags tags, OutletVoice outlet, DateTimeOffset? published, LanguageCues cues, List<ReadSentence> sentences) =>
        new(_actors, cues, text, tags.Mentions, outlet, published)
        {
            Home = HomeReader.Of(_actors, cues, text, sentences, outlet),
            Frame = FrameReader.Of(sentences, cues, outlet.Name),
            Voice = VoiceOfOutlet.Of(_actors, cues, sentences, outlet),
            IsOfHistory = published is { } at && PastReader.IsHistory(sentences.Select(sentence => sentence.Reading), at),
            Families = sentences.SelectMany(sentence => sentence.Reading.Acts).Select(act => cues.Acts[act.Rank].Family).ToHashSet(StringComparer.Ordinal),
            Harm = sentences.Where(sentence => sentence.Reading.Acts.Count > 0
                || sentence.Reading.Any(sentence.First, sentence.Reading.End, WordClass.Hostile)).Select(sentence => sentence.Number).ToHashSet(),
            Names = new LearntNames(new HoldersInText(_holders, published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null)),
        };

    /// <summary>
    /// What an article of a frame states all the same; null for nothing. A correction states what is not so, and a note below a report takes back
    /// nothing of what the report says before it but what it names.
    /// </summary>
    private static Func<Statement, bool>? Told(Frame? frame, List<ReadSentence> sentences, LanguageCues cues)
    {
        if (frame is null)
        {
            return _ => true;
        }

        if (!frame.IsCorrection)
        {
            return null;
        }

        var note = sentences.FindIndex(sentence => sentence.Reading.FrameHits.Exists(hit => cues.Frames[hit.Frame] == frame));
        var noteStart = note > ReportSentencesMin ? sentences[note].Reading.Sentence.Span.Start : 0;
        return statement => statement.Polarity is Polarity.Negated || statement.Evidence.Start < noteStart;
    }

    private static List<ReadSentence> Sentences(TokenizedText text, ArticleTags tags, LanguageCues cues)
    {
        var sentences = new List<ReadSentence>();
        var next = 0;
        var isLead = true;
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

            if (sentence.TokenCount > SentenceTokensMax)
            {
                continue;
            }

            var isTitle = sentence.Span.End <= text.TitleEnd;
            var first = Dateline.End(text, sentence, mentions, isLead && !isTitle);
            isLead &= isTitle;
            var dateline = first == sentence.FirstToken ? [] : mentions.FindAll(mention => mention.FirstToken < first);
            mentions.RemoveRange(0, dateline.Count);
            sentences.Add(new ReadSentence(i, new SentenceReading(text, sentence with { FirstToken = first }, cues), mentions, dateline, first));
        }

        return sentences;
    }

    private static string PrimaryTag(string language)
    {
        var hyphen = language.AsSpan().IndexOfAny('-', '_');
        return hyphen < 0 ? language : language[..hyphen];
    }
}
