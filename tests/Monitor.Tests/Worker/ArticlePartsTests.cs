using FsCheck;
using FsCheck.Fluent;
using Monitor.Articles;
using Monitor.Stories.OwnTexts;
using Monitor.Text;
using Monitor.Worker.Admin;

namespace Monitor.Tests.Worker;

public sealed class ArticlePartsTests
{
    private static readonly Article Article = new() { Outlet = "Harbour News", Title = "Storm nears", Text = "Ships wait. Subscribe now. Ships leave." };

    [Fact]
    public void Own_text_is_bright_and_findings_are_marked_across_the_seam()
    {
        var text = TokenizedText.Of(Article.Title, Article.Text);
        var parts = new TextPart[text.Tokens.Length];
        var dim = text.Value.IndexOf("Subscribe", StringComparison.Ordinal);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = text.Tokens[i].Start >= dim && text.Tokens[i].End <= dim + "Subscribe now".Length ? TextPart.Boilerplate : TextPart.Own;
        }

        var wait = text.Value.IndexOf("wait", StringComparison.Ordinal);
        var (title, pieces) = ArticleParts.Of(
            Article, TextParts.ToBytes(parts),
            [new TextNote(new TextSpan(wait, dim + 9), "topic", "rule waiting"), new TextNote(new TextSpan(0, 5), "actor", "storm")]);

        Assert.Equal([("Storm", "actor"), (" nears", "")], title.Select(piece => (piece.Text, piece.Kinds)));
        Assert.Equal(
            [("Ships ", true, ""), ("wait. ", true, "topic"), ("Subscribe", false, "topic"), (" now. ", false, ""), ("Ships leave.", true, "")],
            pieces.Select(piece => (piece.Text, piece.IsOwn, piece.Kinds)));
    }

    [Fact]
    public void Whatever_is_marked_the_text_stays_whole() =>
        Prop.ForAll((NonNull<string> title, NonNull<string> text, ((int, int)[] Spans, byte[] Bytes) found) =>
        {
            var article = new Article { Outlet = "Harbour News", Title = title.Get, Text = text.Get };
            var (titlePieces, textPieces) = ArticleParts.Of(
                article, Runs(found.Bytes), found.Spans.Select(span => new TextNote(new TextSpan(span.Item1, span.Item2), "topic", "x")));
            return string.Concat(titlePieces.Select(piece => piece.Text)) == article.Title
                && string.Concat(textPieces.Select(piece => piece.Text)) == article.Text;
        }).Holds();

    [Fact]
    public void Many_findings_cost_little_more_than_few()
    {
        var article = new Article { Outlet = "Harbour News", Title = "Ships", Text = string.Concat(Enumerable.Repeat("ship ", 100_000)) };
        var notes = Enumerable.Range(0, 50_000).Select(i => new TextNote(new TextSpan(7 + (i * 5), 11 + (i * 5)), "actor", "ship")).ToList();

        var (_, pieces) = ArticleParts.Of(article, null, notes);

        Assert.Equal(100_000, pieces.Count);
        Assert.All(pieces, piece => Assert.InRange(piece.Notes.Count, 0, 1));
    }

    /// <summary>Stored parts as they could be read: pairs of a known part and a length.</summary>
    private static byte[] Runs(byte[] bytes) => [.. bytes.SelectMany(value => new[] { (byte)(value % 4), (byte)((value / 4) + 1) })];
}
