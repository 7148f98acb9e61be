using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Copies;

/// <summary>An article's own text, cut to what aligning sentences needs: terms in order, which of them are quoted or numbers, and the sentences.</summary>
public sealed class AlignableText
{
    /// <summary>The first so many sentences are compared; no report is longer, a hostile page may be.</summary>
    public const int SentencesMax = 400;

    /// <summary>A longer sentence is cut into pieces: aligning two costs the product of their lengths.</summary>
    public const int SentenceTermsMax = 80;

    // Thousands of texts are kept (OwnTextCache): two bytes for a place, one for all marks of a term, no tables of hashes.
    private readonly ulong[] _whole;

    private AlignableText(TextFacts facts, uint[] terms, TermMarks[] marks, uint[] names, AlignableSentence[] sentences)
    {
        Facts = facts;
        Names = names;
        Terms = terms;
        Marks = marks;
        Sentences = sentences;
        OwnWords = marks.Length - QuotedWords(0, marks.Length);
        Places = PlacesOf(terms, sentences);
        _whole = [.. sentences.Select(HashOf)];
        Array.Sort(_whole);
    }

    /// <summary>What it tells of, its headline included.</summary>
    public TextFacts Facts { get; }

    public uint[] Terms { get; }

    /// <summary>What is known of each term.</summary>
    public TermMarks[] Marks { get; }

    /// <summary>The different names and numbers, ascending; not those that stand everywhere, such as weekdays.</summary>
    public uint[] Names { get; }

    public AlignableSentence[] Sentences { get; }

    public int OwnWords { get; }

    /// <summary>Where in <see cref="Terms"/> each term stands, once for each sentence: by term, ascending, then by place.</summary>
    public ushort[] Places { get; }

    /// <summary>Without the title, since copies get titles of their own, and without sentences that the page shows twice.</summary>
    public static AlignableText Of(OwnText own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var terms = new List<uint>(own.Parts.Length);
        var marks = new List<TermMarks>(own.Parts.Length);
        var names = new SortedSet<uint>();
        var sentences = new List<AlignableSentence>();
        var seen = new HashSet<ulong>();
        foreach (var sentence in own.Text.Sentences)
        {
            if (sentence.Paragraph == 0 || sentences.Count >= SentencesMax)
            {
                continue;
            }

            var first = terms.Count;
            var hash = 0UL;
            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (own.Parts[i] is TextPart.Own or TextPart.Quotation && own.Terms.Terms[i] != 0)
                {
                    terms.Add(own.Terms.Terms[i]);
                    marks.Add(MarksOf(own, i));
                    hash = StableHash.Of(hash, own.Terms.Terms[i]);
                    if (own.Terms.Traits[i] is not TermTraits.None && CommonWords.Share(own.Terms.Terms[i]) == 0)
                    {
                        names.Add(own.Terms.Terms[i]);
                    }
                }
            }

            if (terms.Count > first && !seen.Add(hash))
            {
                terms.RemoveRange(first, terms.Count - first);
                marks.RemoveRange(first, marks.Count - first);
            }

            for (; first < terms.Count && sentences.Count < SentencesMax; first = sentences[^1].End)
            {
                sentences.Add(new AlignableSentence(first, Math.Min(terms.Count, first + SentenceTermsMax), sentence.Span));
            }
        }

        return new AlignableText(TextFacts.Of(own), [.. terms], [.. marks], [.. names], [.. sentences]);
    }

    /// <summary>Whether a sentence of the other text stands here word by word.</summary>
    public bool HoldsWhole(AlignableText other, AlignableSentence sentence) => Array.BinarySearch(_whole, other.HashOf(sentence)) >= 0;

    /// <summary>How many of so many terms are quoted.</summary>
    public int QuotedWords(int first, int words)
    {
        var quoted = 0;
        foreach (var mark in Marks.AsSpan(first, words))
        {
            quoted += (mark & TermMarks.Quoted) != 0 ? 1 : 0;
        }

        return quoted;
    }

    /// <summary>Whether one of so many terms is a number.</summary>
    public bool HasNumber(int first, int words)
    {
        foreach (var mark in Marks.AsSpan(first, words))
        {
            if ((mark & TermMarks.Number) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the term stands anywhere in the text.</summary>
    public bool Holds(uint term)
    {
        var (from, to) = (0, Places.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Terms[Places[middle]] < term ? (middle + 1, to) : (from, middle);
        }

        return from < Places.Length && Terms[Places[from]] == term;
    }

    private static TermMarks MarksOf(OwnText own, int token) =>
        (own.Parts[token] is TextPart.Quotation ? TermMarks.Quoted : TermMarks.None)
        | (own.Terms.Traits[token].HasFlag(TermTraits.Number) ? TermMarks.Number : TermMarks.None)
        | (own.Terms.Traits[token] is not TermTraits.None || NumberWords.Contains(own.Terms.Terms[token]) ? TermMarks.Telling : TermMarks.None);

    private ulong HashOf(AlignableSentence sentence)
    {
        var hash = 0UL;
        foreach (var term in Terms.AsSpan(sentence.First, sentence.Length))
        {
            hash = StableHash.Of(hash, term);
        }

        return hash;
    }

    private static ushort[] PlacesOf(uint[] terms, AlignableSentence[] sentences)
    {
        // What a hostile page says after its last sentence that counts stands nowhere.
        var keys = new ulong[sentences is [.., var last] ? last.End : 0];
        for (var place = 0; place < keys.Length; place++)
        {
            keys[place] = ((ulong)terms[place] << 32) | (uint)place;
        }

        Array.Sort(keys);
        var (places, count, end) = (new ushort[keys.Length], 0, 0);
        for (var i = 0; i < keys.Length; i++)
        {
            // Where the sentence of the place before ends, as long as it is the same term.
            var place = (int)(uint)keys[i];
            if (i == 0 || keys[i] >> 32 != keys[i - 1] >> 32 || place >= end)
            {
                places[count++] = (ushort)place;
                end = EndOf(sentences, place);
            }
        }

        return places[..count];
    }

    /// <summary>Where the sentence of a place ends.</summary>
    private static int EndOf(AlignableSentence[] sentences, int place)
    {
        var (from, to) = (0, sentences.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = sentences[middle].End <= place ? (middle + 1, to) : (from, middle);
        }

        return sentences[from].End;
    }
}
