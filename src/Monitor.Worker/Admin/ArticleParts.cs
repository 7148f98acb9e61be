using Monitor.Articles;
using Monitor.Stories;
using Monitor.Text;

namespace Monitor.Worker.Admin;

/// <summary>An article's text cut where own text and the rest meet, for a page to show bright and dim.</summary>
internal static class ArticleParts
{
    /// <param name="partBytes">The stored parts of its tokens; null while it is not grouped: all is own text then.</param>
    public static IReadOnlyList<(string Text, bool IsOwn)> Of(Article article, byte[]? partBytes)
    {
        var text = TokenizedText.Of(article.Title, article.Text);
        if (partBytes is null || text.Tokens.Length == 0)
        {
            return [(article.Text, true)];
        }

        var parts = TextParts.FromBytes(partBytes, text.Tokens.Length);
        var pieces = new List<(string, bool)>();
        var bodyStart = Math.Min(text.TitleEnd + 2, text.Value.Length);
        var (first, _) = text.TokensIn(new TextSpan(bodyStart, text.Value.Length));
        var start = bodyStart;
        for (var i = first; i < parts.Length; i++)
        {
            if (i + 1 == parts.Length || parts[i] is TextPart.Own != parts[i + 1] is TextPart.Own)
            {
                var end = i + 1 == parts.Length ? text.Value.Length : text.Tokens[i + 1].Start;
                pieces.Add((text.Value[start..end], parts[i] is TextPart.Own));
                start = end;
            }
        }

        return pieces;
    }

    /// <summary>A range of title and text, as far as it lies inside: the text may have changed since.</summary>
    public static string Slice(Article article, TextSpan span)
    {
        var whole = article.Title + "\n\n" + article.Text;
        var start = Math.Clamp(span.Start, 0, whole.Length);
        return whole[start..Math.Clamp(span.End, start, whole.Length)];
    }
}
