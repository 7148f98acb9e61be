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

    private readonly HashSet<ulong> _whole;

    private AlignableText(TextFacts facts, uint[] terms, bool[] quoted, bool[] numbers, bool[] telling, uint[] names, AlignableSentence[] sentences)
    {
        Facts = facts;
        Telling = telling;
        Names = names;
        Terms = terms;
        Quoted = quoted;
        Numbers = numbers;
        Sentences = sentences;
        OwnWords = quoted.Length - quoted.Count(isQuoted => isQuoted);
        Places = PlacesOf(terms, sentences);
        _whole = [.. sentences.Select(HashOf)];
    }

    /// <summary>What it tells of, its headline included.</summary>
    public TextFacts Facts { get; }

    public uint[] Terms { get; }

    public bool[] Quoted { get; }

    public bool[] Numbers { get; }

    /// <summary>Names, numbers, ordinals, weekdays: what differs between reports in the same form about two things.</summary>
    public bool[] Telling { get; }

    /// <summary>The different names and numbers, ascending; not those that stand everywhere, such as weekdays.</summary>
    public uint[] Names { get; }

    public AlignableSentence[] Sentences { get; }

    public int OwnWords { get; }

    /// <summary>Each term with each sentence it stands in (term in the upper, sentence in the lower 32 bits), ascending, none twice.</summary>
    public ulong[] Places { get; }

    /// <summary>Without the title, since copies get titles of their own, and without sentences that the page shows twice.</summary>
    public static AlignableText Of(OwnText own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var terms = new List<uint>(own.Parts.Length);
        var quoted = new List<bool>(own.Parts.Length);
        var numbers = new List<bool>(own.Parts.Length);
        var telling = new List<bool>(own.Parts.Length);
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
                    quoted.Add(own.Parts[i] is TextPart.Quotation);
                    numbers.Add(own.Terms.Traits[i].HasFlag(TermTraits.Number));
                    telling.Add(own.Terms.Traits[i] is not TermTraits.None || NumberWords.Contains(own.Terms.Terms[i]));
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
                quoted.RemoveRange(first, quoted.Count - first);
                numbers.RemoveRange(first, numbers.Count - first);
                telling.RemoveRange(first, telling.Count - first);
            }

            for (; first < terms.Count && sentences.Count < SentencesMax; first = sentences[^1].End)
            {
                sentences.Add(new AlignableSentence(first, Math.Min(terms.Count, first + SentenceTermsMax), sentence.Span));
            }
        }

        return new AlignableText(TextFacts.Of(own), [.. terms], [.. quoted], [.. numbers], [.. telling], [.. names], [.. sentences]);
    }

    /// <summary>Whether a sentence of the other text stands here word by word.</summary>
    public bool HoldsWhole(AlignableText other, AlignableSentence sentence) => _whole.Contains(other.HashOf(sentence));

    /// <summary>Whether the term stands anywhere in the text.</summary>
    public bool Holds(uint term)
    {
        var place = Array.BinarySearch(Places, (ulong)term << 32);
        place = place < 0 ? ~place : place;
        return place < Places.Length && Places[place] >> 32 == term;
    }

    private ulong HashOf(AlignableSentence sentence)
    {
        var hash = 0UL;
        foreach (var term in Terms.AsSpan(sentence.First, sentence.Length))
        {
            hash = StableHash.Of(hash, term);
        }

        return hash;
    }

    private static ulong[] PlacesOf(uint[] terms, AlignableSentence[] sentences)
    {
        var places = new ulong[terms.Length];
        var count = 0;
        for (var s = 0; s < sentences.Length; s++)
        {
            for (var i = sentences[s].First; i < sentences[s].End; i++)
            {
                places[count++] = ((ulong)terms[i] << 32) | (uint)s;
            }
        }

        Array.Sort(places, 0, count);
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || places[i] != places[i - 1])
            {
                places[distinct++] = places[i];
            }
        }

        return places[..distinct];
    }
}
