using System.Buffers;
using Monitor.Actors;
using Monitor.Config;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>
/// Turns the phrases found in one text into mentions of actors: conditions are checked, a capital is read as a government or as a place,
/// and of overlapping mentions the longest stays.
/// </summary>
internal sealed class MentionFinder
{
    /// <summary>Punctuation that ends a name.</summary>
    internal static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()!?");

    private readonly ActorBook _book;
    private readonly AliasTable _table;
    private readonly TokenizedText _text;
    private readonly NameShapes _shapes;
    private readonly List<(int First, int End)>?[] _groupHits;
    private readonly List<Candidate> _candidates = [];
    private readonly List<(StateBody Body, int First, int End)> _bodies = [];

    private MentionFinder(ActorBook book, AliasTable table, TokenizedText text)
    {
        _book = book;
        _table = table;
        _text = text;
        _shapes = new NameShapes(text);
        _groupHits = new List<(int, int)>?[table.GroupCount];
    }

    /// <summary>An alias at a place, before its neighbours have been looked at.</summary>
    private sealed record Candidate(AliasEntry Entry, int First, int End);

    public static List<ActorMention> Find(
        ActorBook book, AliasTable table, TokenizedText text, List<PhraseHit> hits, DateOnly? published, string? language)
    {
        var finder = new MentionFinder(book, table, text);
        finder.Collect(hits, published, language);
        if (finder._candidates.Count == 0)
        {
            return [];
        }

        var mentions = finder.Select(finder.Believed([]));
        if (finder._candidates.Exists(candidate => candidate.Entry.Alias.Requires is { Actors.Count: > 0 }))
        {
            // What is certain by itself may make other readings certain.
            mentions = finder.Select(finder.Believed(mentions));
        }

        return MentionComposer.Compose(book, text, mentions, finder._bodies);
    }

    private void Collect(List<PhraseHit> hits, DateOnly? published, string? language)
    {
        foreach (var hit in hits)
        {
            if (_table.UseOf(hit.Phrase) is not { } use)
            {
                continue;
            }

            foreach (var group in use.Groups)
            {
                (_groupHits[group] ??= []).Add((hit.FirstToken, hit.EndToken));
            }

            if (use.Body is { } body)
            {
                _bodies.Add((body, hit.FirstToken, hit.EndToken));
            }

            foreach (var entry in use.Aliases)
            {
                if (IsValid(entry.Alias, published, language) && IsUnbroken(hit, entry.Alias) && _shapes.Allows(entry.Alias, hit.FirstToken, hit.EndToken)
                    && !(entry.Actor.Kind is ActorKind.State && entry.Alias.Role is not AliasRole.Acronym
                        && _shapes.IsPartOfOtherName(hit.FirstToken, hit.EndToken)))
                {
                    _candidates.Add(new Candidate(entry, hit.FirstToken, hit.EndToken));
                }
            }
        }
    }

    private static bool IsValid(Alias alias, DateOnly? published, string? language) =>
        (alias.Language is null || language is null || language.StartsWith(alias.Language, StringComparison.OrdinalIgnoreCase))
        && (published is null || ((alias.From is null || alias.From <= published) && (alias.To is null || published <= alias.To)));

    /// <summary>"Justice, Department" is no name, unless the alias itself is written so.</summary>
    private bool IsUnbroken(PhraseHit hit, Alias alias)
    {
        for (var i = hit.FirstToken; i < hit.EndToken - 1; i++)
        {
            if (_text.GapAfter(i).ContainsAny(Breaks))
            {
                return alias.Text.AsSpan().ContainsAny(Breaks);
            }
        }

        return true;
    }

    private IEnumerable<Candidate> Believed(List<ActorMention> certain) =>
        _candidates.Where(candidate => !IsSuppressed(candidate) && IsSupported(candidate, certain));

    private bool IsSuppressed(Candidate candidate) =>
        candidate.Entry.SuppressGroup >= 0
        && _groupHits[candidate.Entry.SuppressGroup] is { } vetoes
        && vetoes.Exists(veto => veto.First < candidate.End && candidate.First < veto.End && !IsInside(veto, candidate));

    /// <summary>"Republic of China" is no argument against "People's Republic of China".</summary>
    private static bool IsInside((int First, int End) veto, Candidate candidate) =>
        candidate.First <= veto.First && veto.End <= candidate.End && veto.End - veto.First < candidate.End - candidate.First;

    private bool IsSupported(Candidate candidate, List<ActorMention> certain)
    {
        if (candidate.Entry.Alias.Requires is not { } requires)
        {
            return true;
        }

        return requires.Actors.Any(actor => certain.Exists(mention => IsA(mention.Actor, actor)))
            || (candidate.Entry.RequiredGroup >= 0
                && _groupHits[candidate.Entry.RequiredGroup] is { } words
                && words.Exists(word => IsWithin(requires, candidate, word)));
    }

    private bool IsA(Actor actor, string wanted) => wanted.StartsWith('#')
        ? ConfigNode.NameOf(actor.Kind).AsSpan().SequenceEqual(wanted.AsSpan(1))
        : _book.IsWithin(actor, wanted);

    private bool IsWithin(AliasCondition requires, Candidate candidate, (int First, int End) word)
    {
        if (word.First < candidate.End && candidate.First < word.End)
        {
            return false;
        }

        return requires.Scope switch
        {
            ConditionScope.Near => (word.First >= candidate.End ? word.First - candidate.End : candidate.First - word.End) <= requires.NearTokens,
            ConditionScope.Sentence => _text.SentenceOf(word.First) == _text.SentenceOf(candidate.First),
            ConditionScope.Paragraph => ParagraphOf(word.First) == ParagraphOf(candidate.First),
            _ => true,
        };
    }

    private int ParagraphOf(int token) => _text.Sentences[_text.SentenceOf(token)].Paragraph;

    /// <summary>Longest match first; between actors that share the words, the one that the rest of the text speaks for.</summary>
    private List<ActorMention> Select(IEnumerable<Candidate> believed)
    {
        var sorted = believed.ToList();
        sorted.Sort(static (left, right) =>
        {
            var byLength = (right.End - right.First).CompareTo(left.End - left.First);
            var byPlace = byLength != 0 ? byLength : left.First.CompareTo(right.First);
            return byPlace != 0 ? byPlace : left.Entry.Order.CompareTo(right.Entry.Order);
        });
        var taken = new bool[_text.Tokens.Length];
        var mentions = new List<ActorMention>();
        for (int i = 0, next; i < sorted.Count; i = next)
        {
            var (first, end) = (sorted[i].First, sorted[i].End);
            next = i + 1;
            while (next < sorted.Count && sorted[next].First == first && sorted[next].End == end)
            {
                next++;
            }

            if (taken.AsSpan(first, end - first).Contains(true))
            {
                continue;
            }

            taken.AsSpan(first, end - first).Fill(true);
            if (Read(sorted, i, next) is { } mention)
            {
                mentions.Add(mention);
            }
        }

        mentions.Sort((left, right) => left.FirstToken.CompareTo(right.FirstToken));
        return mentions;
    }

    /// <summary>The mention at a place that the candidates from <paramref name="from"/> to before <paramref name="to"/> share.</summary>
    private ActorMention? Read(List<Candidate> sorted, int from, int to)
    {
        var chosen = sorted[from];
        string? why = null;
        if (to - from > 1)
        {
            (chosen, why) = Choose(sorted.GetRange(from, to - from), sorted);
        }

        var role = chosen.Entry.Alias.Role;
        if (role is AliasRole.Capital)
        {
            switch (_shapes.ReadCapital(chosen.First, chosen.End))
            {
                case CapitalReading.PartOfName:
                    return null;
                case CapitalReading.Government:
                    role = AliasRole.Metonym;
                    break;
            }
        }

        var span = new TextSpan(_text.Tokens[chosen.First].Start, _text.Tokens[chosen.End - 1].End);
        return new ActorMention(chosen.Entry.Actor, role, span, chosen.First, chosen.End) { Reading = why };
    }

    /// <summary>Between actors that share the words: the one whose condition holds, then the one that the rest of the article speaks for.</summary>
    private (Candidate Chosen, string? Why) Choose(List<Candidate> readings, List<Candidate> all)
    {
        var elsewhere = all.Where(candidate => !readings.Contains(candidate)).Select(candidate => _book.Root(candidate.Entry.Actor)).ToHashSet();
        bool IsElsewhere(Candidate reading) => elsewhere.Contains(_book.Root(reading.Entry.Actor));
        var chosen = readings
            .OrderByDescending(reading => reading.Entry.Alias.Requires is not null)
            .ThenByDescending(IsElsewhere)
            .ThenBy(reading => reading.Entry.Order)
            .First();
        var others = readings.Select(reading => reading.Entry.Actor).Where(actor => actor != chosen.Entry.Actor).Distinct().ToList();
        return others.Count == 0
            ? (chosen, null)
            : (chosen, $"also {string.Join(", ", others.Select(actor => actor.Id))}; chosen because "
                + (chosen.Entry.Alias.Requires is not null ? "its condition holds here"
                    : IsElsewhere(chosen) ? "the article names it elsewhere"
                    : "it stands first in the book"));
    }
}
