using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Monitor.Articles.Extraction.Markup;
using Monitor.Articles.Extraction.Metadata;
using Monitor.Languages;

namespace Monitor.Articles.Extraction;

/// <summary>
/// Takes an article's text out of a page: the visible nodes are cut into blocks, what stands beside the article is dropped by name, the
/// element with most running text is its body, and within that labels, link lists and boxes go. Thread-safe.
/// </summary>
public sealed class TextExtractor
{
    /// <summary>A longer page is cut: what an article says stands far before that.</summary>
    public const int PageCharactersMax = 5_000_000;

    // Fewer characters than this are a teaser, not a body.
    private const int BodyWeightMin = 200;

    private readonly HtmlParser _parser = new(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = false });

    public ExtractedPage Extract(byte[] page, string? contentType, Uri? address) =>
        Extract(PageEncoding.Decode(page, contentType), address);

    public ExtractedPage Extract(string html, Uri? address)
    {
        ArgumentNullException.ThrowIfNull(html);
        using var document = _parser.ParseDocument(PageLimits.Apply(html.Length > PageCharactersMax ? html[..PageCharactersMax] : html));
        var metadata = PageMetadata.Of(document, address);
        var (text, isList) = document.Body is { } body ? TextOf(body, metadata, address) : ("", false);
        var language = ArticleLanguage.Decide(LanguageDetector.Detect(text), metadata.Language, feed: null);
        return new ExtractedPage(
            metadata.Title ?? "", metadata.Byline, metadata.PublishedAt, language, text, metadata.CanonicalUrl, metadata.AmpUrl, metadata.IsPaid)
        {
            IsListOfPages = isList,
        };
    }

    /// <summary>The text of a piece of HTML that is an article already, such as a feed's content; plain text stays as it is.</summary>
    public string ExtractFragment(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal))
        {
            return html.Trim();
        }

        using var document = _parser.ParseDocument(PageLimits.Apply(html.Length > PageCharactersMax ? html[..PageCharactersMax] : html));
        if (document.Body is not { } body)
        {
            return "";
        }

        var tree = PageTree.Of(body);
        var dropped = tree.Unseen(withHidden: false);
        var all = BlockReader.Read(tree, dropped);
        PagePruning.DropInsets(tree, tree.Nodes[0], new BlockSums(all), dropped);
        var chosen = BodyLines.Choose(BlockReader.Read(tree, dropped), title: null, byline: null);
        // A summary of one linked line is still a summary.
        return Joined(chosen.Count > 0 ? chosen : all);
    }

    private static string Joined(IEnumerable<TextBlock> blocks) => string.Join("\n\n", blocks.Select(block => block.Text));

    private static (string Text, bool IsListOfPages) TextOf(IElement root, PageMetadata metadata, Uri? address)
    {
        var tree = PageTree.Of(root);
        var blocks = Blocks(tree, metadata, besideDropped: true, withHidden: false);
        if (Weight(blocks) < BodyWeightMin)
        {
            // Nothing to speak of: names may have misled, or a script shows what is hidden.
            blocks = Longer(blocks, Blocks(tree, metadata, besideDropped: false, withHidden: false));
            blocks = Longer(blocks, Blocks(tree, metadata, besideDropped: true, withHidden: true));
        }

        if (metadata.ArticleBody is { } given && ArticleBodyEvidence.Weigh(blocks, given) is var weighed)
        {
            return (weighed is null ? given : Joined(weighed), false);
        }

        return (Joined(blocks), Teasers.IsListOfPages(blocks, address));
    }

    private static int Weight(List<TextBlock> blocks) => blocks.Sum(block => block.Weight);

    private static List<TextBlock> Longer(List<TextBlock> blocks, List<TextBlock> others) => Weight(others) > 2 * Weight(blocks) ? others : blocks;

    private static List<TextBlock> Blocks(PageTree tree, PageMetadata metadata, bool besideDropped, bool withHidden)
    {
        var dropped = tree.Unseen(withHidden);
        var blocks = BlockReader.Read(tree, dropped);
        var sums = new BlockSums(blocks);
        if (besideDropped)
        {
            PagePruning.DropBeside(tree, sums, dropped);
            blocks = BlockReader.Read(tree, dropped);
            sums = new BlockSums(blocks);
        }

        // No element holds more than one paragraph without being outweighed by its links: the elements tell nothing.
        var body = BodyFinder.Find(tree, sums, dropped);
        List<TextBlock> run = body is null or { Tag: "p" } ? BodyLines.Choose(ParagraphRun.Densest(blocks), metadata.Title, metadata.Byline) : [];
        if (body is null)
        {
            return run;
        }

        PagePruning.DropInsets(tree, body, sums, dropped);
        blocks = BlockReader.Read(tree, dropped);
        var (first, end) = new BlockSums(blocks).BlocksOf(body);
        return Longer(BodyLines.Choose(blocks[first..end], metadata.Title, metadata.Byline), run);
    }
}
