using System.Buffers;
using System.Globalization;
using Monitor.Rules;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>An article as a backtest reads it.</summary>
public sealed record BacktestArticle(string Id, string Outlet, string? Url, string Title, string Text, DateTimeOffset? Published, string? Language);

/// <summary>An article that a draft hits, or no longer hits, with the sentences that say why.</summary>
public sealed record BacktestHit(string Id, string Title, IReadOnlyList<string> Sentences);

/// <summary>How many articles two rules share. Jaccard: shared by all that either hits.</summary>
public sealed record RuleOverlap(string RuleId, int Shared, int Other, double Jaccard, string? Relation);

/// <summary>How many of the labelled hits are right, with Wilson's 95 % interval.</summary>
public sealed record LabelledPrecision(int Right, int Labelled, double Precision, double Low, double High);

/// <summary>A word that stands near wrong hits and not near right ones, ready to veto.</summary>
public sealed record SeparatingTerm(string Term, int WrongHits, int RightHits, string Suggestion);

public sealed record BacktestReport(
    int Articles, int Hits, int Gained, int Lost, IReadOnlyDictionary<string, int> PerWeek, IReadOnlyDictionary<string, int> PerOutlet,
    IReadOnlyList<RuleOverlap> Overlaps, IReadOnlyList<BacktestHit> GainedSample, IReadOnlyList<BacktestHit> LostSample,
    LabelledPrecision? Precision, IReadOnlyList<SeparatingTerm> Terms);

/// <summary>
/// Runs a draft over articles beside the saved version of the rule: hits, gained, lost. Articles that hold none of the words that a rule
/// cannot do without are not even cut into words.
/// </summary>
public sealed class RuleBacktest
{
    private const int SampleSize = 10;
    private const int WordsAround = 6;

    private readonly TopicRule _draft;
    private readonly RuleProbe _probe;
    private readonly IReadOnlyDictionary<string, bool> _labels;
    private readonly Random _random;
    private readonly Dictionary<string, int> _perWeek = [];
    private readonly Dictionary<string, int> _perOutlet = [];
    private readonly Dictionary<string, (int Shared, int Other)> _others = [];
    private readonly Reservoir _gained;
    private readonly Reservoir _lost;
    private readonly Dictionary<string, (int Wrong, int Right)> _near = [];
    private int _articles;
    private int _hits;
    private int _right;
    private int _wrong;

    /// <param name="saved">The rule as it is saved; null for a new one.</param>
    /// <param name="labels">Articles that an analyst judged: whether the topic is right for them.</param>
    /// <param name="others">Rules to compare with.</param>
    /// <param name="random">Draws the samples.</param>
    public RuleBacktest(
        ActorBook actors, RuleBook book, TopicRule draft, TopicRule? saved, IReadOnlyDictionary<string, bool> labels, IReadOnlyList<string> others, Random random)
    {
        _draft = draft;
        _labels = labels;
        _random = random;
        _probe = new RuleProbe(actors, book, draft, saved, others);
        _gained = new Reservoir(SampleSize);
        _lost = new Reservoir(SampleSize);
        foreach (var other in others)
        {
            _others[other] = (0, 0);
        }
    }

    /// <summary>Takes one article in. Not safe for several threads at once; <see cref="Look"/> is.</summary>
    public void Add(BacktestArticle article) => Count(Look(article));

    /// <summary>What the rules find in an article.</summary>
    public BacktestFinding Look(BacktestArticle article) => _probe.Look(article);

    public void Count(BacktestFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        _articles++;
        foreach (var other in finding.Others)
        {
            var (shared, all) = _others[other];
            _others[other] = (shared + (finding.Draft is null ? 0 : 1), all + 1);
        }

        if (finding.Draft is { } places)
        {
            _hits++;
            Increment(_perWeek, finding.Article.Published is { } published
                ? string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(published.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(published.UtcDateTime):D2}")
                : "undated");
            Increment(_perOutlet, finding.Article.Outlet);
            Label(finding, places);
        }

        if (finding.Draft is null != (finding.Saved is null))
        {
            (finding.Draft is null ? _lost : _gained).Offer(_random, () => Hit(finding, (finding.Draft ?? finding.Saved)!));
        }
    }

    public BacktestReport Report() => new(
        _articles, _hits, _gained.Offered, _lost.Offered,
        _perWeek.OrderBy(week => week.Key, StringComparer.Ordinal).ToDictionary(week => week.Key, week => week.Value),
        _perOutlet.OrderByDescending(outlet => outlet.Value).ThenBy(outlet => outlet.Key, StringComparer.Ordinal).ToDictionary(outlet => outlet.Key, outlet => outlet.Value),
        [.. _others.Where(other => other.Value.Shared > 0).Select(Overlap).OrderByDescending(overlap => overlap.Jaccard)],
        _gained.Items, _lost.Items,
        _right + _wrong == 0 ? null : Wilson(_right, _right + _wrong),
        Terms());

    /// <summary>Wilson's score interval at 95 % (Wilson 1927), honest for few labels and for shares near 0 and 1.</summary>
    public static LabelledPrecision Wilson(int right, int all)
    {
        const double z = 1.959963984540054;
        var share = (double)right / all;
        var centre = (share + (z * z / (2 * all))) / (1 + (z * z / all));
        var half = z / (1 + (z * z / all)) * Math.Sqrt((share * (1 - share) / all) + (z * z / (4.0 * all * all)));
        return new LabelledPrecision(right, all, share, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private void Label(BacktestFinding finding, IReadOnlyList<TokenRange> places)
    {
        if (!_labels.TryGetValue(finding.Article.Id, out var isRight))
        {
            return;
        }

        (_right, _wrong) = isRight ? (_right + 1, _wrong) : (_right, _wrong + 1);
        foreach (var term in TermsAround(finding.Text!, places))
        {
            var (wrong, right) = _near.GetValueOrDefault(term);
            _near[term] = isRight ? (wrong, right + 1) : (wrong + 1, right);
        }
    }

    /// <summary>Words and pairs of words within a few words of the hits; a pair may hold the hit itself ("cobalt strike").</summary>
    private static HashSet<string> TermsAround(TokenizedText text, IReadOnlyList<TokenRange> places)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var end = Math.Min(text.Tokens.Length, place.End + WordsAround);
            for (var i = Math.Max(0, place.First - WordsAround); i < end; i++)
            {
                if (i < place.First || i >= place.End)
                {
                    terms.Add(text.Folded(i).ToString());
                }

                if (i + 1 < end && !(i >= place.First && i + 1 < place.End))
                {
                    terms.Add($"{text.Folded(i)} {text.Folded(i + 1)}");
                }
            }
        }

        return terms;
    }

    private List<SeparatingTerm> Terms() =>
    [
        .. _near.Where(term => term.Value.Wrong >= 2 && term.Value.Right == 0)
            .OrderByDescending(term => term.Value.Wrong).ThenByDescending(term => term.Key.Length)
            .Take(SampleSize)
            .Select(term => new SeparatingTerm(
                term.Key, term.Value.Wrong, term.Value.Right,
                term.Key.Contains(' ', StringComparison.Ordinal) ? $"suppress: [\"{term.Key}\"]" : $"AND NOT {term.Key}")),
    ];

    private RuleOverlap Overlap(KeyValuePair<string, (int Shared, int Other)> other)
    {
        var (shared, all) = other.Value;
        var relation = shared == _hits && shared == all ? "same articles"
            : shared == _hits ? "all hits are hits of the other"
            : shared == all ? "holds all hits of the other" : null;
        return new RuleOverlap(other.Key, shared, all, (double)shared / (_hits + all - shared), relation);
    }

    private static BacktestHit Hit(BacktestFinding finding, IReadOnlyList<TokenRange> places)
    {
        var text = finding.Text!;
        var sentences = places.Select(place => text.SentenceOf(place.First)).Distinct().Take(3).Select(sentence => text.Sentences[sentence].Span.Of(text.Value));
        return new BacktestHit(finding.Article.Id, finding.Article.Title, [.. sentences]);
    }

    private static void Increment(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>An even sample of a stream whose length nobody knows (Vitter's algorithm R).</summary>
    private sealed class Reservoir(int size)
    {
        public List<BacktestHit> Items { get; } = [];

        public int Offered { get; private set; }

        public void Offer(Random random, Func<BacktestHit> item)
        {
            Offered++;
            if (Items.Count < size)
            {
                Items.Add(item());
            }
            else if (random.Next(Offered) is var place && place < size)
            {
                Items[place] = item();
            }
        }
    }
}

/// <summary>What the draft, the saved rule and the rules beside it found in one article.</summary>
/// <param name="Text">Null where no word of the rules occurs.</param>
public sealed record BacktestFinding(
    BacktestArticle Article, TokenizedText? Text, IReadOnlyList<TokenRange>? Draft, IReadOnlyList<TokenRange>? Saved, IReadOnlyList<string> Others);

/// <summary>A draft and its saved version compiled with no more than they need.</summary>
internal sealed class RuleProbe
{
    private const string DraftId = "draft under test";
    private const int DottedLettersMax = 6;

    // Characters that fold to nothing but themselves: where a text has only these, a plain search for letters finds every word.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x80).Select(code => (char)code)) + "\u00A0£§«°»–—‘’“”…•€");

    private readonly Tagger _tagger;
    private readonly SearchValues<string>? _needles;
    private readonly string? _savedId;
    private readonly IReadOnlyList<string> _others;

    public RuleProbe(ActorBook actors, RuleBook book, TopicRule draft, TopicRule? saved, IReadOnlyList<string> others)
    {
        _savedId = saved?.Id;
        _others = others;
        var wanted = new Dictionary<string, TopicRule>(StringComparer.Ordinal);
        foreach (var id in others.Concat(saved is null ? [] : [saved.Id]))
        {
            Take(book, id, wanted);
        }

        foreach (var named in NamesIn(draft))
        {
            Take(book, named, wanted);
        }

        var renamed = draft with { Definition = draft.Definition with { Id = DraftId } };
        var rules = wanted.Values.Append(renamed).ToList();
        var needsActors = rules.Exists(rule => NamesIn(rule).Any(name => ActorLists.Knows(actors, name)));
        _tagger = new Tagger(needsActors ? actors : new ActorBook([], []), new RuleBook(rules, book.Lists));
        _needles = others.Count > 0 || needsActors ? null : Needles(_tagger);
    }

    public BacktestFinding Look(BacktestArticle article)
    {
        if (_needles is not null && HasNone(article.Title) && HasNone(article.Text))
        {
            return new BacktestFinding(article, null, null, null, []);
        }

        var text = TokenizedText.Of(article.Title, article.Text);
        var matches = _tagger.Matches(text, article.Outlet, article.Url, article.Language, article.Published);
        return new BacktestFinding(
            article, text, Places(matches, DraftId), _savedId is null ? null : Places(matches, _savedId),
            [.. _others.Where(other => matches.Exists(match => match.Rule.Id == other))]);
    }

    private bool HasNone(string part) => !part.AsSpan().ContainsAnyExcept(Plain) && !part.AsSpan().ContainsAny(_needles!);

    /// <summary>Letters of which every article that a rule hits holds some; null where a rule can do without any.</summary>
    private static SearchValues<string>? Needles(Tagger tagger)
    {
        if (tagger.TriggerPhrases() is not { } phrases)
        {
            return null;
        }

        var needles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in phrases.Select(phrase => phrase.Words.MaxBy(word => word.Folded.Length).Folded))
        {
            if (!word.All(char.IsAsciiLetter))
            {
                return null;
            }

            needles.Add(word);
            if (word.Length <= DottedLettersMax)
            {
                needles.Add(string.Join('.', word.ToCharArray()));
            }
        }

        return SearchValues.Create([.. needles], StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<TokenRange>? Places(List<RuleMatch> matches, string rule) => matches.Find(match => match.Rule.Id == rule)?.Hits;

    private static void Take(RuleBook book, string id, Dictionary<string, TopicRule> taken)
    {
        if (book.Find(id) is { } rule && taken.TryAdd(id, rule))
        {
            foreach (var name in NamesIn(rule))
            {
                Take(book, name, taken);
            }
        }
    }

    private static IEnumerable<string> NamesIn(TopicRule rule) => rule.Definition.When.Offsets.Keys.OfType<Expression.Named>().Select(named => named.Name);
}
