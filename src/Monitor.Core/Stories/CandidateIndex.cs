using System.Runtime.InteropServices;

namespace Monitor.Stories;

/// <summary>
/// Finds the articles that may be copies of one, or report its event: those that share its most telling terms, and those whose fingerprints agree
/// in a band. Each list is bounded, so that the cost of a question does not grow with the window.
/// </summary>
internal sealed class CandidateIndex(StoriesOptions options, TermStatistics statistics)
{
    private const int QueryTerms = 64;
    private const int ListMax = 128;
    private const int NearMax = 40;
    private const int BandPlaces = 3;

    private readonly Dictionary<uint, List<IndexedArticle>> _lists = [];
    private readonly Queue<IndexedArticle> _inOrder = new();
    private readonly HashSet<IndexedArticle> _gone = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset _newestAt = DateTimeOffset.MinValue;

    public void Add(IndexedArticle article)
    {
        foreach (var key in AllKeys(article.Profile))
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, key, out _);
            list ??= new List<IndexedArticle>(2);
            list.Add(article);
            if (list.Count > ListMax * 2)
            {
                list.RemoveRange(0, ListMax);
            }
        }

        _inOrder.Enqueue(article);
        if (article.Profile.Published > _newestAt)
        {
            _newestAt = article.Profile.Published.Value;
        }
    }

    public void Remove(IndexedArticle article)
    {
        foreach (var key in AllKeys(article.Profile))
        {
            if (_lists.TryGetValue(key, out var list) && list.Remove(article) && list.Count == 0)
            {
                _lists.Remove(key);
            }
        }

        _gone.Add(article);
    }

    /// <summary>Takes the articles out that have left the window.</summary>
    public IEnumerable<IndexedArticle> TakeOld()
    {
        while (_inOrder.Count > StoryIndex.RecentArticles && IsOld(_inOrder.Peek()))
        {
            var old = _inOrder.Dequeue();
            if (!_gone.Remove(old))
            {
                Remove(old);
                _gone.Remove(old);
                yield return old;
            }
        }
    }

    /// <summary>The nearest articles of the same language, the nearest first.</summary>
    public List<IndexedArticle> Near(ArticleProfile profile)
    {
        var scores = new Dictionary<IndexedArticle, double>(ReferenceEqualityComparer.Instance);
        foreach (var (key, weight) in Questions(profile))
        {
            if (!_lists.TryGetValue(key, out var list))
            {
                continue;
            }

            for (var i = Math.Max(0, list.Count - ListMax); i < list.Count; i++)
            {
                var other = list[i];
                if (other.Profile.Id != profile.Id && other.Profile.Language == profile.Language && AreInWindow(other.Profile, profile))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(scores, other, out _) += weight;
                }
            }
        }

        return [.. scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key.Profile.Id).Take(NearMax).Select(score => score.Key)];
    }

    private bool IsOld(IndexedArticle article) =>
        _inOrder.Count > options.ArticlesMax || article.Profile.Published < _newestAt - options.Window;

    private bool AreInWindow(ArticleProfile first, ArticleProfile second) =>
        first.Published is not { } one || second.Published is not { } other || (one - other).Duration() <= options.Window;

    /// <summary>Under what an article is found. It must not depend on the term statistics, which change.</summary>
    private static IEnumerable<uint> AllKeys(ArticleProfile profile) =>
        profile.Terms.Where(term => !CommonWords.IsFunction(term.Term)).Select(term => term.Term).Concat(Bands(profile).Select(band => band.Key));

    /// <summary>The most telling terms and the bands of the fingerprint, with what a match is worth.</summary>
    private IEnumerable<(uint Key, double Weight)> Questions(ArticleProfile profile)
    {
        var telling = profile.Terms
            .Where(term => !CommonWords.IsFunction(term.Term))
            .Select(term => (term.Term, Weight: statistics.Weight(term.Term) * ArticleSums.Frequency(term.Count) * (term.Zones != 0 ? 2 : 1)))
            .OrderByDescending(term => term.Weight)
            .ThenBy(term => term.Term)
            .Take(QueryTerms)
            .Select(term => (term.Term, term.Weight * term.Weight));
        return telling.Concat(Bands(profile));
    }

    private static IEnumerable<(uint Key, double Weight)> Bands(ArticleProfile profile)
    {
        const double bandWeight = 200;
        for (var place = 0; place + BandPlaces <= MinHash.Places; place += BandPlaces)
        {
            var hash = (ulong)place + 1;
            for (var i = 0; i < BandPlaces; i++)
            {
                hash = StableHash.Of(hash, profile.Signature[place + i]);
            }

            yield return (StableHash.Term(hash), bandWeight);
        }
    }
}
