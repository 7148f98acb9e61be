using System.Linq.Expressions;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Rules;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Search;

/// <summary>Where an article stands.</summary>
internal sealed record ArticlePlace(long StoryId, StoryRelation Relation, CopyKind? Kind);

/// <summary>What a search reads of an article to decide on it and to show it.</summary>
internal sealed record SearchedArticle(
    long Id, long Key, string Title, string Text, string Outlet, string? Url, string? Language, string? Byline, DateTimeOffset? PublishedAt,
    DateTimeOffset AppearedAt, DateTimeOffset CollectedAt, DateTimeOffset? GroupedAt, string? ReadNote, string? Tags)
{
    private const int PassagesMax = 2;
    private const int BeginningMax = 240;
    private const int SentenceMax = 400;
    private const int NamesMax = 5;
    private const double TitleWeight = 3;

    public ArticlePlace? Placed { get; init; }

    public bool HasAttribution { get; init; }

    private TokenizedText? Tokens { get; set; }

    private IReadOnlyList<TokenRange> Places { get; set; } = [];

    /// <summary>All of it; without words its beginning is enough.</summary>
    public static Expression<Func<Article, SearchedArticle>> Whole { get; } = article => new SearchedArticle(
        article.Id, article.SearchKey!.Value, article.Title, article.Text, article.Outlet, article.Url, article.Language, article.Byline, article.PublishedAt,
        article.AppearedAt, article.CollectedAt, article.GroupedAt, article.ReadNote, article.Tags);

    public static Expression<Func<Article, SearchedArticle>> Beginning { get; } = article => new SearchedArticle(
        article.Id, article.SearchKey!.Value, article.Title, article.Text.Substring(0, BeginningMax), article.Outlet, article.Url, article.Language,
        article.Byline, article.PublishedAt, article.AppearedAt, article.CollectedAt, article.GroupedAt, article.ReadNote, article.Tags);

    /// <summary>Looks at it; false where the expression does not hold.</summary>
    public bool Fits(SearchExpression expression)
    {
        Tokens = TokenizedText.Of(Title, Text);
        var places = expression.Match(Tokens, Outlet, Url, Language, PublishedAt, Byline);
        Places = places ?? [];
        return places is not null;
    }

    /// <summary>Hits in the title weigh three; further ones of a text count less and less, and less in a long text.</summary>
    public double Fit()
    {
        if (Tokens is null)
        {
            return 0;
        }

        var inTitle = Places.Count(place => Tokens.Tokens[place.First].Start < Tokens.TitleEnd);
        var inText = Places.Count - inTitle;
        return (TitleWeight * Math.Min(inTitle, 2)) + (Math.Log2(1 + inText) / Math.Max(1, Math.Log10(10 + Tokens.Tokens.Length) - 1));
    }

    public FoundArticle Found()
    {
        var (topics, actors) = NamesIn(Tags);
        return new FoundArticle(Id, TitleFound(), Outlet, Url, Language, PublishedAt, AppearedAt, topics, actors, HasAttribution, Passages())
        {
            Key = Key,
            StoryId = Placed?.StoryId,
            Relation = Placed?.Relation,
            Kind = Placed?.Kind,
            Byline = Byline,
            CollectedAt = CollectedAt,
            GroupedAt = GroupedAt,
            ReadNote = ReadNote,
            Fit = Fit(),
        };
    }

    /// <summary>The topics in kept tags, and the actors, the most named first.</summary>
    public static (IReadOnlyList<string> Topics, IReadOnlyList<string> Actors) NamesIn(string? tags)
    {
        var findings = ArticleFindings.In(new Article { Title = "", Outlet = "", Tags = tags });
        return (
            [.. findings.Topics.Select(topic => topic.TopicId).Distinct()],
            [.. findings.Actors.CountBy(actor => actor.Id).OrderByDescending(actor => actor.Value).Take(NamesMax).Select(actor => actor.Key)]);
    }

    private FoundText TitleFound()
    {
        var title = ShownText.Of(Title);
        return new FoundText(title, Tokens is null ? [] : [.. Spans(new TextSpan(0, Math.Min(title.Length, Tokens.TitleEnd)))]);
    }

    private IReadOnlyList<FoundText> Passages()
    {
        if (Tokens is null || Places.Count == 0)
        {
            return Text.Length == 0 ? [] : [new FoundText(Text.Length < BeginningMax ? Text : Text[..BeginningMax].TrimEnd() + "…", [])];
        }

        return
        [
            .. Places.Where(place => Tokens.Tokens[place.First].Start > Tokens.TitleEnd)
                .Select(place => Tokens.SentenceOf(place.First))
                .Distinct()
                .Take(PassagesMax)
                .Select(sentence => Cut(Tokens.Sentences[sentence].Span)),
        ];
    }

    /// <summary>A sentence, or of a very long one the part around its first hit.</summary>
    private FoundText Cut(TextSpan sentence)
    {
        var first = Spans(sentence).First().Start + sentence.Start;
        var start = sentence.End - sentence.Start <= SentenceMax ? sentence.Start : Math.Max(sentence.Start, first - (SentenceMax / 4));
        var end = Math.Min(sentence.End, start + SentenceMax);
        var part = new TextSpan(start, end);
        return new FoundText(part.Of(Tokens!.Value).ReplaceLineEndings(" "), [.. Spans(part)]);
    }

    /// <summary>The hits in a part of the text, counted from its beginning, in order and apart.</summary>
    private IEnumerable<TextSpan> Spans(TextSpan part)
    {
        var end = part.Start;
        foreach (var place in Places)
        {
            var span = Tagger.SpanOf(Tokens!, place);
            var (from, to) = (Math.Max(span.Start, end), Math.Min(span.End, part.End));
            if (from < to && span.Start >= part.Start)
            {
                end = to;
                yield return new TextSpan(from - part.Start, to - part.Start);
            }
        }
    }
}
