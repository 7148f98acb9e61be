namespace Monitor.Stories.Copies;

/// <summary>
/// How much of a sentence comes again in another text: the longest run of its words that stand there in the same order, and half of those that were
/// replaced one for one between two such words. The latter is what a paraphraser or a bad scan leaves behind; two independent sentences about one
/// thing hardly have it.
/// </summary>
internal static class WordAlignment
{
    private const double ReplacedWeight = 0.5;
    private const int ReplacedWordsMax = 2;

    /// <summary>A number replaced by another number costs so many words: then it is another report in the same form.</summary>
    private const double NumberCost = 2;

    /// <param name="from">Where the range of the other text begins, in terms.</param>
    /// <param name="cells">Scratch space, at least one more in both directions than the two lengths.</param>
    /// <returns>0 to 1.</returns>
    public static double Likeness(AlignableText text, AlignableSentence sentence, AlignableText other, int from, int end, Span<ushort> cells)
    {
        var own = text.Terms.AsSpan(sentence.First, sentence.Length);
        var range = other.Terms.AsSpan(from, end - from);
        Fill(own, range, cells, []);

        var width = range.Length + 1;
        var words = (double)cells[(own.Length * width) + range.Length];
        var (row, column) = (own.Length, range.Length);
        var (nextRow, nextColumn) = (-1, -1);
        while (row > 0 && column > 0)
        {
            if (own[row - 1] == range[column - 1])
            {
                // Behind the last common word there is no second anchor: what follows in the other text may be anything.
                words += nextRow < 0
                    ? EdgeWords(own.Length - row)
                    : Replaced(text, sentence.First + row, nextRow - row - 1, other, from + column, nextColumn - column - 1);
                (nextRow, nextColumn) = (row, column);
                row--;
                column--;
            }
            else if (cells[((row - 1) * width) + column] >= cells[(row * width) + column - 1])
            {
                row--;
            }
            else
            {
                column--;
            }
        }

        words += nextRow > 0 && nextColumn >= nextRow ? EdgeWords(nextRow - 1) : 0;
        return Math.Clamp(words / own.Length, 0, 1);
    }

    /// <summary>
    /// Where two ranges run alike: which telling words (<see cref="TermMarks.Telling"/>) stand in both, and which stand in place of others. Only between
    /// common words, or at the edges, and only where as many words stand in the other text: a sentence that was turned round tells nothing.
    /// </summary>
    public static void Tell(AlignableText text, AlignableSentence sentence, AlignableText other, int from, int end, Span<ushort> cells, Replacements found)
    {
        var own = text.Terms.AsSpan(sentence.First, sentence.Length);
        var range = other.Terms.AsSpan(from, end - from);
        Fill(own, range, cells, text.Marks.AsSpan(sentence.First, sentence.Length));
        var width = range.Length + 1;
        var (row, column) = (own.Length, range.Length);
        var (nextRow, nextColumn) = (-1, -1);
        while (row > 0 && column > 0)
        {
            if (own[row - 1] == range[column - 1])
            {
                found.Keep(text, sentence.First + row - 1);
                var words = (nextRow < 0 ? own.Length + 1 : nextRow) - row - 1;
                var otherWords = nextRow < 0 ? Math.Min(words, range.Length - column) : nextColumn - column - 1;
                Put(sentence.First + row, words, from + column, otherWords);
                (nextRow, nextColumn) = (row, column);
                row--;
                column--;
            }
            else if (cells[((row - 1) * width) + column] >= cells[(row * width) + column - 1])
            {
                row--;
            }
            else
            {
                column--;
            }
        }

        Put(sentence.First, nextRow - 1, from + nextColumn - nextRow, Math.Min(nextRow, nextColumn) - 1);

        void Put(int first, int words, int otherFirst, int otherWords)
        {
            for (var i = 0; i < words && words == otherWords; i++)
            {
                found.Replace(text, first + i, other, otherFirst + i);
            }
        }
    }

    private static double EdgeWords(int words) => words is > 0 and <= ReplacedWordsMax ? words * ReplacedWeight : 0;

    /// <summary>What the words between two common ones are worth, when about as many stand there in the other text.</summary>
    private static double Replaced(AlignableText text, int first, int words, AlignableText other, int otherFirst, int otherWords)
    {
        if (words < 1 || otherWords < 1)
        {
            return 0;
        }

        if (text.HasNumber(first, words) && other.HasNumber(otherFirst, otherWords))
        {
            return -NumberCost;
        }

        return words <= ReplacedWordsMax && Math.Abs(words - otherWords) <= 1 ? words * ReplacedWeight : 0;
    }

    /// <summary>
    /// The lengths of the longest common subsequences of all beginnings of both. Where <paramref name="marks"/> says so, a word counts a little less, so
    /// that of two equally long ones that is taken which keeps the plain words: in "A accused B" and "B accused A" the verb.
    /// </summary>
    private static void Fill(ReadOnlySpan<uint> own, ReadOnlySpan<uint> range, Span<ushort> cells, ReadOnlySpan<TermMarks> marks)
    {
        var width = range.Length + 1;
        cells[..width].Clear();
        for (var i = 1; i <= own.Length; i++)
        {
            var term = own[i - 1];
            var gain = marks.IsEmpty ? 1 : (marks[i - 1] & TermMarks.Telling) != 0 ? 2 : 3;
            var above = cells.Slice((i - 1) * width, width);
            var row = cells.Slice(i * width, width);
            row[0] = 0;
            for (var j = 1; j < row.Length; j++)
            {
                row[j] = range[j - 1] == term ? (ushort)(above[j - 1] + gain) : Math.Max(above[j], row[j - 1]);
            }
        }
    }
}
