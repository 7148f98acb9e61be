namespace Monitor.Attributions.Cues;

/// <summary>The cues of one language, compiled: everything that the detector knows of it.</summary>
internal sealed class LanguageCues
{
    private readonly Dictionary<int, int> _months = [];

    /// <summary>BCP 47 primary tag, such as "en".</summary>
    public required string Language { get; init; }

    public required int Version { get; init; }

    /// <summary>
    /// The verb may stand before its subject or at the clause's end (German): of the actors without a preposition in a clause the first is
    /// the subject, the next the object.
    /// </summary>
    public required bool IsVerbSecond { get; init; }

    /// <summary>Prepositions and articles that mark an object: Spanish "a", German "den".</summary>
    public required IReadOnlySet<string> ObjectMarkers { get; init; }

    /// <summary>Ends of words that are adverbs: "-ly".</summary>
    public required IReadOnlyList<string> AdverbEndings { get; init; }

    /// <summary>Ends of verbs that are no nouns: "-ing".</summary>
    public required IReadOnlyList<string> GerundEndings { get; init; }

    /// <summary>The words for the months as numbers of the lexicon, January first.</summary>
    public required IReadOnlyList<int> Months
    {
        get;
        init
        {
            field = value;
            for (var month = 0; month < value.Count; month++)
            {
                _months.TryAdd(value[month], month + 1);
            }
        }
    }

    public int? MonthOf(int word) => _months.TryGetValue(word, out var month) ? month : null;

    /// <summary>Adjectives follow the noun (Romance languages): "hackers chinois".</summary>
    public required bool IsNounFirst { get; init; }

    /// <summary>The words for one, two, three … with what they mean.</summary>
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }

    public required IReadOnlyList<ActClass> Acts { get; init; }

    public required IReadOnlyList<Cue> Cues { get; init; }

    /// <summary>Quotations open below and close with the mark that opens them elsewhere (German „…“).</summary>
    public bool QuotesLow => IsVerbSecond;

    public required IReadOnlyList<Frame> Frames { get; init; }

    /// <summary>The state whose bodies are meant where nothing else says whose: "Bundesanwaltschaft" in German.</summary>
    public required string? HomeCountry { get; init; }

    /// <summary>What can be hit, and how a text names what happened.</summary>
    public required TargetWords Targets { get; init; }

    public required Lexicon Lexicon { get; init; }
}
