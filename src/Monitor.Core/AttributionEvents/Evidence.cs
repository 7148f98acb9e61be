using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Text;

namespace Monitor.AttributionEvents;

/// <summary>
/// One statement of one article as events see it, with its actors led back to their roots, so that it does not matter by which of its names
/// an article calls a state.
/// </summary>
public sealed class Evidence
{
    /// <summary>A longer quotation is cut.</summary>
    public const int QuoteCharactersMax = 1_000;

    /// <summary>Further marks of one indictment or sanction are left out.</summary>
    public const int MarksMax = 20;

    /// <summary>A longer "name" is nobody's. Marks stand in the keys of facts, and PostgreSQL indexes none of more than 2,704 bytes.</summary>
    public const int MarkCharactersMax = 200;

    private static readonly string[] StatesSpeak = ["country:", "unnamed:"];

    public required string ArticleId { get; init; }

    /// <summary>The statement's place among those of its article, from 0.</summary>
    public required int Index { get; init; }

    public required string CopyGroup { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>In a denial the denier's root and the family denied. The family is "other" where neither the statement nor its article tells it.</summary>
    public required EventKey Key { get; init; }

    /// <summary>The roots of those who accuse (deny, retract), each once, as named.</summary>
    public required IReadOnlyList<string> Accusers { get; init; }

    /// <summary>The roots among <see cref="Accusers"/> that speak as states, agencies, international organisations or alliances.</summary>
    public required IReadOnlyList<string> StateLevelAccusers { get; init; }

    public required AttributionStrength Strength { get; init; }

    /// <summary>The <see cref="InstrumentMarks"/> of an indictment or a sanction, ordered; empty otherwise, and where it names nobody.</summary>
    public IReadOnlyList<string> Instrument { get; init; } = [];

    /// <summary>What the statement names of what happened.</summary>
    public required EventIncident Incident { get; init; }

    /// <summary>The states that accuse, as codes: those whose officials are not named included.</summary>
    public IReadOnlyList<string> AccuserStates { get; init; } = [];

    /// <summary>The root of the accuser whom a denial answers; null where it names none.</summary>
    public string? RespondsTo { get; init; }

    /// <summary>The story that the article was in when it was recorded; null where nobody looked.</summary>
    public string? Story { get; init; }

    /// <summary>The words of the article.</summary>
    public required string Quote { get; init; }

    /// <summary>An analyst said that it is wrong: it counts for nothing, but stays visible.</summary>
    public bool Rejected { get; internal set; }

    /// <summary>Only likely, and confirmed by nobody: it counts for nothing until then.</summary>
    public bool IsLikely { get; internal set; }

    /// <summary>Whether it counts at all.</summary>
    public bool Counts => !Rejected && !IsLikely;

    /// <summary>The row that keeps it; 0 in memory.</summary>
    internal long RowId { get; init; }

    /// <summary>Equal for what the same article states again, as when it comes twice or its text changes elsewhere.</summary>
    public string Signature =>
        $"{ArticleId}\n{Kind}\n{Key}\n{string.Join(',', Accusers)}\n{Strength}\n{string.Join(';', Instrument)}\n{Quote}{(IsLikely ? "\nlikely" : "")}";

    internal bool IsAccusation => Kind is EvidenceKind.Accusation && Counts;

    internal bool IsRetraction => Kind is EvidenceKind.Retraction && Counts;

    /// <summary>The evidence in a statement; null where it names nobody that an event could be about.</summary>
    /// <param name="familyInArticle">For a statement that does not say what act it means: the family of what its article has against the same accused.</param>
    public static Evidence? Of(ArticleStatements article, int index, ActorRoots roots, string? familyInArticle)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(roots);
        var statement = article.Statements[index];
        var kind = KindOf(statement);
        var accusers = statement.Accusers.Select(roots.RootOf).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (accusers.Count == 0 || KeyOf(statement, kind, accusers[0], roots, familyInArticle) is not { } key)
        {
            return null;
        }

        var family = TellsFamily(statement) ? statement.Family : familyInArticle ?? EventKey.UnknownFamily;
        var states = kind is EvidenceKind.Denial ? [] : StatesOf(accusers);
        return new Evidence
        {
            ArticleId = article.ArticleId,
            Index = index,
            CopyGroup = article.CopyGroup,
            PublishedAt = article.PublishedAt?.ToUniversalTime(),
            Kind = kind,
            Key = key,
            Accusers = accusers,
            StateLevelAccusers = [.. statement.Accusers.Where(ActorRoots.IsStateLevel).Select(roots.RootOf).Distinct(StringComparer.OrdinalIgnoreCase)],
            Strength = statement.Strength,
            Incident = EventIncident.Of(statement, family, states),
            AccuserStates = states,
            RespondsTo = statement.RespondsTo is { } accuser ? roots.RootOf(accuser) : null,
            Story = article.Story,
            Instrument = key.IsInstrument ? [.. statement.Instrument.Where(mark => mark.Length <= MarkCharactersMax)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MarksMax)] : [],
            Quote = QuoteOf(article.Text, statement.Evidence),
            IsLikely = statement.Likely,
        };
    }

    /// <summary>The states among roots of actors.</summary>
    internal static IReadOnlyList<string> StatesOf(IReadOnlyList<string> accusers) =>
        [.. accusers.Select(StateOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>"country:NO", "unnamed:officials:NO": a state speaks.</summary>
    private static string? StateOf(string accuserRoot)
    {
        var colon = accuserRoot.LastIndexOf(':');
        return accuserRoot.Length == colon + 3 && StatesSpeak.Any(kind => accuserRoot.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            ? accuserRoot[(colon + 1)..].ToUpperInvariant() : null;
    }

    private static string QuoteOf(string text, TextSpan span)
    {
        // A span that does not fit the text (an article that changed under it) must not stop all that comes after it.
        var start = Math.Clamp(span.Start, 0, text.Length);
        var end = Math.Clamp(Math.Min(span.End, start + QuoteCharactersMax), start, text.Length);
        if (end - start == QuoteCharactersMax && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Who is accused, led back to the root; null where nobody is named.</summary>
    internal static string? AccusedRoot(Statement statement, ActorRoots roots)
    {
        if (statement.Accused is { } accused)
        {
            return statement.Grain is AccusedGrain.National ? accused : roots.RootOf(accused);
        }

        return statement.AccusedCountry is { } country && statement.Grain is not AccusedGrain.National ? ActorRoots.CountryId(country) : null;
    }

    internal static bool TellsFamily(Statement statement) => statement.Family is not ("" or EventKey.UnknownFamily);

    private static EvidenceKind KindOf(Statement statement) => statement switch
    {
        { Polarity: Polarity.Denied } => EvidenceKind.Denial,
        { Retraction: true } => EvidenceKind.Retraction,
        { Past: true } => EvidenceKind.Past,
        { Polarity: Polarity.Negated or Polarity.Dismissed } => EvidenceKind.Negation,
        { Strength: AttributionStrength.Urges } => EvidenceKind.Urging,
        _ => EvidenceKind.Accusation,
    };

    private static EventKey? KeyOf(Statement statement, EvidenceKind kind, string accuserRoot, ActorRoots roots, string? familyInArticle)
    {
        var family = TellsFamily(statement) ? statement.Family : familyInArticle ?? EventKey.UnknownFamily;
        if (kind is EvidenceKind.Denial)
        {
            return EventKey.OfFamily(accuserRoot, family);
        }

        var root = AccusedRoot(statement, roots);
        if (statement.Strength is AttributionStrength.Indictment or AttributionStrength.Sanction)
        {
            // One indictment names a state's officers and its nationals side by side: its country keeps them together.
            var charged = statement.AccusedCountry is { } country ? ActorRoots.CountryId(country) : root;
            return charged is null ? null : EventKey.OfInstrument(charged, statement.Strength, accuserRoot);
        }

        return root is null ? null : EventKey.OfFamily(root, family);
    }
}
