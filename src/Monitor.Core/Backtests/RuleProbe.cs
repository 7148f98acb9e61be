using Monitor.Actors;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>A draft and its saved version compiled with no more than they need. Safe to share between threads.</summary>
internal sealed class RuleProbe
{
    private const string DraftId = "draft under test";

    private readonly Tagger _tagger;
    private readonly RuleNeedles? _needles;
    private readonly string? _savedId;
    private readonly IReadOnlyList<string> _others;

    public RuleProbe(ActorBook actors, RuleBook book, TopicRule draft, TopicRule? saved, IReadOnlyList<string> others)
    {
        _savedId = saved?.Id;
        _others = others;
        var wanted = new Dictionary<string, TopicRule>(StringComparer.Ordinal);
        foreach (var id in others.Concat(saved is null ? [] : [saved.Id]))
        {
            Take(book, id, wanted);
        }

        foreach (var named in NamesIn(draft))
        {
            Take(book, named, wanted);
        }

        var renamed = draft with { Definition = draft.Definition with { Id = DraftId } };
        var rules = wanted.Values.Append(renamed).ToList();
        var needsActors = rules.Exists(rule => NamesIn(rule).Any(name => ActorLists.Knows(actors, name)));
        _tagger = new Tagger(needsActors ? actors : new ActorBook([], []), new RuleBook(rules, book.Lists));
        _needles = others.Count > 0 ? null : _tagger.NeedlesOf([DraftId, .. saved is null ? Array.Empty<string>() : [saved.Id]]);
    }

    /// <summary>Whether any of the rules could hit; a quick look that errs only on the safe side.</summary>
    public bool MayHit(ReadOnlySpan<char> title, ReadOnlySpan<char> text) =>
        _needles is null || _needles.MayHit(title, text);

    public BacktestFinding Look(BacktestArticle article)
    {
        if (!MayHit(article.Title, article.Text))
        {
            return new BacktestFinding(article, null, null, null, []);
        }

        var text = TokenizedText.Of(article.Title, article.Text);
        var matches = _tagger.Matches(text, article.Outlet, article.Url, article.Language, article.Published, article.Author);
        return new BacktestFinding(
            article, text, Places(matches, DraftId), _savedId is null ? null : Places(matches, _savedId),
            [.. _others.Where(other => matches.Exists(match => match.Rule.Id == other))]);
    }

    private static IReadOnlyList<TokenRange>? Places(List<RuleMatch> matches, string rule) => matches.Find(match => match.Rule.Id == rule)?.Hits;

    private static void Take(RuleBook book, string id, Dictionary<string, TopicRule> taken)
    {
        if (book.Find(id) is { } rule && taken.TryAdd(id, rule))
        {
            foreach (var name in NamesIn(rule))
            {
                Take(book, name, taken);
            }
        }
    }

    private static IEnumerable<string> NamesIn(TopicRule rule) => rule.Definition.When.Offsets.Keys.OfType<Expression.Named>().Select(named => named.Name);
}
