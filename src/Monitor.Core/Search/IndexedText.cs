using System.Text;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>What the index takes of an article.</summary>
/// <param name="FormerKey">Under which the index holds it; null where it does not.</param>
public sealed record IndexedText(long ArticleId, long? FormerKey, DateTimeOffset AppearedAt, string Title, string Text)
{
    /// <summary>So much is indexed of a text, each term once; PostgreSQL holds a megabyte. What stands behind, in a book, is not found.</summary>
    public const int TermBytesMax = 600_000;

    /// <summary>Chinese, Japanese and Korean have no blanks: runs of up to three characters are terms.</summary>
    public const int RunMax = 3;

    public required string Outlet { get; init; }

    public string? Language { get; init; }

    public required ArticleFindings Findings { get; init; }

    public bool IsCopy { get; init; }

    public long Key => SearchKey.Of(AppearedAt, ArticleId);

    /// <summary><see cref="Title"/> and <see cref="Text"/> cut into words; null where that was not needed before.</summary>
    public TokenizedText? Words { get; init; }

    public static IndexedText Of(Article article, bool isCopy, TokenizedText? words = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return new IndexedText(article.Id, article.SearchKey, article.AppearedAt, article.Title, article.Text)
        {
            Outlet = article.Outlet,
            Language = article.Language,
            Findings = ArticleFindings.In(article),
            IsCopy = isCopy,
            Words = words,
        };
    }

    /// <summary>Its terms, each once.</summary>
    public IReadOnlyCollection<string> Terms()
    {
        var terms = new HashSet<string>(StringComparer.Ordinal) { SearchTerm.Every, SearchTerm.Outlet(Outlet) };
        AddWords(terms);
        Add(terms, Outlet, SearchTerm.OutletWord);
        Add(terms, Language ?? "", SearchTerm.Language);
        terms.UnionWith(Findings.Actors.Select(actor => SearchTerm.Actor(actor.Id)));
        terms.UnionWith(Findings.Topics.Select(topic => SearchTerm.Topic(topic.TopicId)));
        if (IsCopy)
        {
            terms.Add(SearchTerm.Copy);
        }

        // What is only likely too: whoever confirms it writes no index, and what counts is asked of the attributions themselves.
        if (Findings.Statements.Count > 0)
        {
            terms.Add(SearchTerm.Attribution);
        }

        terms.Remove("");
        return terms;
    }

    private void AddWords(HashSet<string> terms)
    {
        var text = Words ?? TokenizedText.Of(Title, Text);
        var titleEnd = text.TokensIn(new TextSpan(0, text.TitleEnd)).End;
        var bytes = 0;
        for (var token = 0; token < text.Tokens.Length && bytes < TermBytesMax; token++)
        {
            var folded = text.Folded(token);
            bytes += Add(terms, SearchTerm.Word(folded));
            if (token < titleEnd)
            {
                bytes += Add(terms, SearchTerm.Title(folded));
            }

            bytes += AddRuns(terms, text, token);
        }
    }

    /// <summary>How many bytes came with it.</summary>
    private static int Add(HashSet<string> terms, string term) => terms.Add(term) ? Encoding.UTF8.GetByteCount(term) : 0;

    /// <summary>The two and the three characters that begin here; signs and blanks between them do not count, as in rules.</summary>
    private static int AddRuns(HashSet<string> terms, TokenizedText text, int first)
    {
        if (text.Tokens[first].Kind is not TokenKind.Ideograph)
        {
            return 0;
        }

        var run = text.Folded(first).ToString();
        var bytes = 0;
        var end = Math.Min(text.Tokens.Length, first + RunMax);
        for (var token = first + 1; token < end && text.Tokens[token].Kind is TokenKind.Ideograph; token++)
        {
            run += text.Folded(token).ToString();
            bytes += Add(terms, SearchTerm.Word(run));
        }

        return bytes;
    }

    private delegate string TermOf(ReadOnlySpan<char> folded);

    private static void Add(HashSet<string> terms, string line, TermOf term)
    {
        var text = TokenizedText.Of(line);
        for (var token = 0; token < text.Tokens.Length; token++)
        {
            terms.Add(term(text.Folded(token)));
        }
    }
}
