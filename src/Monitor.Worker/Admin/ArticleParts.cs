using Monitor.Articles;
using Monitor.Stories.OwnTexts;
using Monitor.Text;

namespace Monitor.Worker.Admin;

/// <summary>What a range of an article was found to be.</summary>
/// <param name="Kind">The mark's class in the stylesheet: topic, veto or actor.</param>
/// <param name="Label">What it is, in words.</param>
public sealed record TextNote(TextSpan Span, string Kind, string Label);

/// <summary>An article cut where own text and the rest meet, and where findings begin and end, for a page to show.</summary>
internal static class ArticleParts
{
    /// <param name="partBytes">The stored parts of its tokens; null while it is not grouped: all is own text then.</param>
    /// <returns>The pieces of the title and of the text.</returns>
    public static (IReadOnlyList<ArticlePiece> Title, IReadOnlyList<ArticlePiece> Text) Of(Article article, byte[]? partBytes, IEnumerable<TextNote> notes)
    {
        var text = TokenizedText.Of(article.Title, article.Text);
        var dim = partBytes is null || text.Tokens.Length == 0 ? [] : Dim(text, partBytes);
        var sorted = notes.Where(note => note.Span.Start >= 0 && note.Span.End > note.Span.Start && note.Span.End <= text.Value.Length)
            .OrderBy(note => note.Span.Start).ToList();
        var bodyStart = Math.Min(article.Title.Length + 2, text.Value.Length);
        var titleEnd = Math.Min(Math.Min(article.Title.Length, ShownText.CharactersMax), text.Value.Length);
        return (Pieces(text.Value, 0, titleEnd, [], sorted),
            Pieces(text.Value, bodyStart, text.Value.Length, dim, sorted));
    }

    /// <summary>A range of title and text, as far as it lies inside: the text may have changed since.</summary>
    public static string Slice(Article article, TextSpan span)
    {
        var whole = article.Title + "\n\n" + article.Text;
        var start = Math.Clamp(span.Start, 0, whole.Length);
        return whole[start..Math.Clamp(span.End, start, whole.Length)];
    }

    /// <summary>What is not own text, up to the word where own text goes on.</summary>
    private static List<TextSpan> Dim(TokenizedText text, byte[] partBytes)
    {
        var parts = TextParts.FromBytes(partBytes, text.Tokens.Length);
        var dim = new List<TextSpan>();
        for (var i = 0; i < parts.Length; i++)
        {
            var first = i;
            while (parts[i] is not TextPart.Own && i + 1 < parts.Length && parts[i + 1] is not TextPart.Own)
            {
                i++;
            }

            if (parts[i] is not TextPart.Own)
            {
                dim.Add(new TextSpan(text.Tokens[first].Start, i + 1 < parts.Length ? text.Tokens[i + 1].Start : text.Value.Length));
            }
        }

        return dim;
    }

    private static List<ArticlePiece> Pieces(string text, int start, int end, List<TextSpan> dim, List<TextNote> notes)
    {
        var cuts = new SortedSet<int> { start, end };
        cuts.UnionWith(dim.Concat(notes.Select(note => note.Span)).SelectMany(span => new[] { span.Start, span.End }).Where(cut => cut > start && cut < end));
        var pieces = new List<ArticlePiece>();
        var open = new List<TextNote>();
        var (nextNote, nextDim, from) = (0, 0, start);
        foreach (var cut in cuts.Skip(1))
        {
            open.RemoveAll(note => note.Span.End <= from);
            while (nextNote < notes.Count && notes[nextNote].Span.Start <= from)
            {
                var note = notes[nextNote++];
                if (note.Span.End > from)
                {
                    open.Add(note);
                }
            }

            while (nextDim < dim.Count && dim[nextDim].End <= from)
            {
                nextDim++;
            }

            pieces.Add(new ArticlePiece(text[from..cut], nextDim == dim.Count || dim[nextDim].Start > from, [.. open]));
            from = cut;
        }

        return pieces;
    }
}
