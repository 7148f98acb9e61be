using System.Buffers;
using System.Globalization;

namespace Monitor.Stories.Copies;

/// <summary>
/// Decides between copy, partial reuse and independent text: for each sentence of the shorter text it looks for the place in the longer that holds
/// most of its words in the same order, and adds up how much of the shorter text was found. Words count alike, rare or not, so that the answer
/// depends on the two texts alone.
/// </summary>
public sealed class CopyDecision(StoriesOptions options)
{
    /// <summary>Quotations are in every report of an event: their words count half.</summary>
    private const float QuotedWeight = 0.5f;

    /// <summary>A sentence whose words are not even so far in its partner, in any order, has none.</summary>
    private const double OverlapMin = 0.3;

    /// <summary>A sentence found so surely speaks for its neighbours, when their partners are neighbours too.</summary>
    private const double SureLikeness = 0.6;

    /// <summary>A shorter line (a subhead, a label) is found in any long sentence: it counts nothing.</summary>
    private const int SentenceWordsMin = 4;

    private const int PartnersTried = 2;

    /// <summary>Scratch space of <see cref="WordAlignment"/>: a sentence against two.</summary>
    private const int CellsMax = (AlignableText.SentenceTermsMax + 1) * ((AlignableText.SentenceTermsMax * 2) + 1);

    private const int NamesToTell = 3;
    private const double NamesHeldMin = 0.5;

    /// <summary>Compares two own texts. The order of the two does not matter but for the passages.</summary>
    public CopyVerdict Compare(AlignableText first, AlignableText second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (Math.Min(first.OwnWords, second.OwnWords) is var ownWords && ownWords < options.OwnWordsMin)
        {
            return new CopyVerdict(CopyRelation.None, 0, Undecided: true, [],
                string.Create(CultureInfo.InvariantCulture, $"only {ownWords} own words, {options.OwnWordsMin} needed to tell"));
        }

        var swapped = IsLonger(first, second);
        var (shorter, longer) = swapped ? (second, first) : (first, second);
        var partners = Partners(shorter, longer);
        var passages = new List<AlignedPassage>();
        var (found, whole, passageWords) = (0d, 0d, 0);
        for (var s = 0; s < partners.Length; s++)
        {
            var likeness = Math.Min(1, partners[s].Likeness + NeighbourBonus(partners, s));
            var credit = Math.Clamp((likeness - options.AlignedFloor) / (options.AlignedCeiling - options.AlignedFloor), 0, 1);
            var weight = WeightOf(shorter, s);
            whole += weight;
            found += weight * credit;
            if (credit > 0)
            {
                var (own, other) = (shorter.Sentences[s].Span, longer.Sentences[partners[s].Sentence].Span);
                passages.Add(swapped ? new AlignedPassage(other, own, likeness) : new AlignedPassage(own, other, likeness));
                passageWords += likeness >= options.AlignedCeiling ? shorter.Sentences[s].Length : 0;
            }
        }

        var score = whole > 0 ? found / whole : 0;
        var relation = RelationOf(score, passageWords);
        var against = score < options.PartialScoreMin ? null : Against(shorter, longer, partners);
        return against is null
            ? new CopyVerdict(relation, score, Undecided: false, passages)
            : new CopyVerdict(CopyRelation.None, 0, Undecided: false, passages, against);
    }

    /// <summary>What says that two texts in the same words are about two things; null where nothing does.</summary>
    private string? Against(AlignableText shorter, AlignableText longer, Partner[] partners)
    {
        if (NamesHeld(shorter, longer) < NamesHeldMin)
        {
            return "the same form, but most names and numbers are others";
        }

        var replacements = new Replacements();
        var cells = ArrayPool<ushort>.Shared.Rent(CellsMax);
        try
        {
            for (var s = 0; s < partners.Length; s++)
            {
                if (partners[s].Likeness >= options.AlignedFloor)
                {
                    WordAlignment.Tell(shorter, shorter.Sentences[s], longer, partners[s].From, partners[s].End, cells, replacements);
                }
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(cells);
        }

        return replacements.Against;
    }

    /// <summary>
    /// The share of the shorter text's names and numbers that stand in the longer one too; 1 where it has too few to tell. Reports in the same form
    /// about two things (results, verdicts, weather) differ in just these.
    /// </summary>
    private static double NamesHeld(AlignableText shorter, AlignableText longer) =>
        shorter.Names.Length < NamesToTell ? 1 : shorter.Names.Count(longer.Holds) / (double)shorter.Names.Length;

    private CopyRelation RelationOf(double score, int passageWords) =>
        score >= options.CopyScoreMin ? CopyRelation.Copy
        : score >= options.PartialScoreMin && passageWords >= options.OwnWordsMin ? CopyRelation.Partial
        : CopyRelation.None;

    private static bool IsLonger(AlignableText first, AlignableText second) =>
        first.Terms.Length != second.Terms.Length
            ? first.Terms.Length > second.Terms.Length
            : first.Terms.AsSpan().SequenceCompareTo(second.Terms) > 0;

    private static double WeightOf(AlignableText text, int sentence)
    {
        var (first, end, _) = text.Sentences[sentence];
        return end - first < SentenceWordsMin ? 0 : end - first - (text.Quoted.AsSpan(first, end - first).Count(true) * (1 - QuotedWeight));
    }

    private double NeighbourBonus(ReadOnlySpan<Partner> partners, int sentence)
    {
        var bonus = 0d;
        for (var step = -1; step <= 1; step += 2)
        {
            var neighbour = sentence + step;
            if (partners[sentence].Likeness >= OverlapMin
                && neighbour >= 0 && neighbour < partners.Length
                && partners[neighbour].Likeness >= SureLikeness
                && partners[neighbour].Sentence - partners[sentence].Sentence == step)
            {
                bonus += options.NeighbourBonus;
            }
        }

        return bonus;
    }

    /// <summary>The best partner of each sentence of the shorter text.</summary>
    private static Partner[] Partners(AlignableText shorter, AlignableText longer)
    {
        var partners = new Partner[shorter.Sentences.Length];
        var columns = longer.Sentences.Length;
        var shared = ArrayPool<ushort>.Shared.Rent(shorter.Sentences.Length * columns);
        var cells = ArrayPool<ushort>.Shared.Rent(CellsMax);
        try
        {
            shared.AsSpan(0, shorter.Sentences.Length * columns).Clear();
            CountShared(shorter.Places, longer.Places, shared, columns);
            for (var s = 0; s < partners.Length; s++)
            {
                partners[s] = BestPartner(shorter, s, longer, shared.AsSpan(s * columns, columns), cells);
            }
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(shared);
            ArrayPool<ushort>.Shared.Return(cells);
        }

        return partners;
    }

    /// <summary>How many different terms each sentence of one text shares with each of the other.</summary>
    private static void CountShared(ReadOnlySpan<ulong> shorter, ReadOnlySpan<ulong> longer, Span<ushort> shared, int columns)
    {
        var (i, j) = (0, 0);
        while (i < shorter.Length && j < longer.Length)
        {
            var (one, other) = (shorter[i] >> 32, longer[j] >> 32);
            if (one < other)
            {
                i++;
            }
            else if (other < one)
            {
                j++;
            }
            else
            {
                for (; i < shorter.Length && shorter[i] >> 32 == one; i++)
                {
                    var row = shared.Slice((int)(uint)shorter[i] * columns, columns);
                    for (var k = j; k < longer.Length && longer[k] >> 32 == one; k++)
                    {
                        row[(int)(uint)longer[k]]++;
                    }
                }
            }
        }
    }

    private static Partner BestPartner(AlignableText shorter, int sentence, AlignableText longer, Span<ushort> shared, ushort[] cells)
    {
        var best = new Partner(0, -1, 0, 0);
        var length = shorter.Sentences[sentence].Length;
        for (var attempt = 0; attempt < PartnersTried; attempt++)
        {
            var top = IndexOfMax(shared);
            if (shared[top] < OverlapMin * length)
            {
                break;
            }

            shared[top] = 0;
            for (var from = Math.Max(0, top - 1); from <= top; from++)
            {
                var end = longer.Sentences[Math.Min(longer.Sentences.Length - 1, from + 1)].End;
                var likeness = WordAlignment.Likeness(shorter, shorter.Sentences[sentence], longer, longer.Sentences[from].First, end, cells);
                if (likeness > best.Likeness)
                {
                    best = new Partner(likeness, top, longer.Sentences[from].First, end);
                }
            }
        }

        return best;
    }

    private static int IndexOfMax(ReadOnlySpan<ushort> values)
    {
        var top = 0;
        for (var i = 1; i < values.Length; i++)
        {
            top = values[i] > values[top] ? i : top;
        }

        return top;
    }

    private readonly record struct Partner(double Likeness, int Sentence, int From, int End);
}
