using Monitor.Text;

namespace Monitor.Stories;

/// <summary>A sentence of an <see cref="AlignableText"/>: its terms as a half-open range, and where it stands in the article.</summary>
public readonly record struct AlignableSentence(int First, int End, TextSpan Span)
{
    public int Length => End - First;
}

/// <summary>An article's own text, cut to what aligning sentences needs: terms in order, which of them are quoted, and the sentences.</summary>
public sealed class AlignableText
{
    private AlignableText(uint[] terms, bool[] quoted, AlignableSentence[] sentences, int ownWords)
    {
        Terms = terms;
        Quoted = quoted;
        Sentences = sentences;
        OwnWords = ownWords;
    }

    public uint[] Terms { get; }

    public bool[] Quoted { get; }

    public AlignableSentence[] Sentences { get; }

    public int OwnWords { get; }

    /// <summary>Without the title: copies get titles of their own.</summary>
    public static AlignableText Of(OwnText own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var terms = new List<uint>(own.Parts.Length);
        var quoted = new List<bool>(own.Parts.Length);
        var sentences = new List<AlignableSentence>();
        var ownWords = 0;
        foreach (var sentence in own.Text.Sentences)
        {
            if (sentence.Paragraph == 0)
            {
                continue;
            }

            var first = terms.Count;
            for (var i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (own.Parts[i] is TextPart.Own or TextPart.Quotation && own.Terms.Terms[i] != 0)
                {
                    terms.Add(own.Terms.Terms[i]);
                    quoted.Add(own.Parts[i] is TextPart.Quotation);
                    ownWords += own.Parts[i] is TextPart.Own ? 1 : 0;
                }
            }

            if (terms.Count > first)
            {
                sentences.Add(new AlignableSentence(first, terms.Count, sentence.Span));
            }
        }

        return new AlignableText([.. terms], [.. quoted], [.. sentences], ownWords);
    }
}
