using System.Buffers;

namespace Monitor.Stories.Copies;

/// <summary>For each sentence of a text the place in another that holds most of its words in the same order.</summary>
internal static class SentencePartners
{
    /// <summary>A sentence whose words are not even so far in its partner, in any order, has none.</summary>
    public const double OverlapMin = 0.3;

    private const int PartnersTried = 2;

    /// <summary>Scratch space of <see cref="WordAlignment"/>: a sentence against two.</summary>
    public const int CellsMax = (AlignableText.SentenceTermsMax + 1) * ((AlignableText.SentenceTermsMax * 2) + 1);

    /// <summary>The best partner of each sentence of the shorter text.</summary>
    public static SentencePartner[] Of(AlignableText shorter, AlignableText longer)
    {
        var partners = new SentencePartner[shorter.Sentences.Length];
        var columns = longer.Sentences.Length;
        var shared = ArrayPool<ushort>.Shared.Rent(shorter.Sentences.Length * columns);
        var cells = ArrayPool<ushort>.Shared.Rent(CellsMax);
        try
        {
            shared.AsSpan(0, shorter.Sentences.Length * columns).Clear();
            CountShared(shorter, longer, shared, columns);
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
    private static void CountShared(AlignableText shorter, AlignableText longer, Span<ushort> shared, int columns)
    {
        var (terms, others, places, otherPlaces) = (shorter.Terms, longer.Terms, shorter.Places, longer.Places);
        var rows = ArrayPool<ushort>.Shared.Rent(terms.Length + others.Length);
        var columnOf = rows.AsSpan(terms.Length);
        Number(shorter.Sentences, rows);
        Number(longer.Sentences, columnOf);
        var (i, j) = (0, 0);
        while (i < places.Length && j < otherPlaces.Length)
        {
            var (one, other) = (terms[places[i]], others[otherPlaces[j]]);
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
                for (; i < places.Length && terms[places[i]] == one; i++)
                {
                    var row = shared.Slice(rows[places[i]] * columns, columns);
                    for (var k = j; k < otherPlaces.Length && others[otherPlaces[k]] == one; k++)
                    {
                        row[columnOf[otherPlaces[k]]]++;
                    }
                }
            }
        }

        ArrayPool<ushort>.Shared.Return(rows);
    }

    /// <summary>In which sentence each term stands.</summary>
    private static void Number(AlignableSentence[] sentences, Span<ushort> numbers)
    {
        for (var s = 0; s < sentences.Length; s++)
        {
            numbers[sentences[s].First..sentences[s].End].Fill((ushort)s);
        }
    }

    private static SentencePartner BestPartner(AlignableText shorter, int sentence, AlignableText longer, Span<ushort> shared, ushort[] cells)
    {
        var best = new SentencePartner(0, -1, 0, 0);
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
                    best = new SentencePartner(likeness, top, longer.Sentences[from].First, end);
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
}
