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

    private readonly Dictionary<uint, List<int>> _lists = [];
    private readonly List<IndexedArticle?> _articles = [];
    private readonly Stack<int> _freePlaces = new();
    private readonly List<int> _touched = [];
    private readonly List<(double Score, IndexedArticle Article)> _nearest = new(NearMax + 1);
    private readonly List<(double Weight, uint Term)> _telling = new(ArticleProfile.TermsMax);
    private double[] _scores = new double[1024];
    private readonly Queue<IndexedArticle> _inOrder = new();
    private readonly HashSet<IndexedArticle> _gone = new(ReferenceEqualityComparer.Instance);
    private DateTimeOffset _newestAt = DateTimeOffset.MinValue;

    public void Add(IndexedArticle article)
    {
        article.Place = TakePlace(article);
        foreach (var key in AllKeys(article.Profile))
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, key, out _);
            list ??= new List<int>(2);
            list.Add(article.Place);
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
            if (_lists.TryGetValue(key, out var list) && list.Remove(article.Place) && list.Count == 0)
            {
                _lists.Remove(key);
            }
        }

        _articles[article.Place] = null;
        _freePlaces.Push(article.Place);
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
        AskTerms(profile);
        foreach (var (key, weight) in Bands(profile))
        {
            Score(key, weight);
        }

        foreach (var place in _touched)
        {
            var other = _articles[place]!;
            if (IsNearEnough(_scores[place], other) && other.Profile.Id != profile.Id && other.Profile.Language == profile.Language && AreInWindow(other.Profile, profile))
            {
                Insert(_scores[place], other);
            }

            _scores[place] = 0;
        }

        _touched.Clear();
        var near = _nearest.ConvertAll(one => one.Article);
        _nearest.Clear();
        return near;
    }

    /// <summary>Asks for the most telling terms.</summary>
    private void AskTerms(ArticleProfile profile)
    {
        foreach (var term in profile.Terms)
        {
            if (!CommonWords.IsFunction(term.Term))
            {
                _telling.Add((statistics.Weight(term.Term) * ArticleSums.Frequency(term.Count) * (term.Zones != 0 ? 2 : 1), term.Term));
            }
        }

        _telling.Sort(static (one, other) => one.Weight != other.Weight ? other.Weight.CompareTo(one.Weight) : one.Term.CompareTo(other.Term));
        for (var i = 0; i < Math.Min(QueryTerms, _telling.Count); i++)
        {
            Score(_telling[i].Term, _telling[i].Weight * _telling[i].Weight);
        }

        _telling.Clear();
    }

    private void Score(uint key, double weight)
    {
        if (weight <= 0 || !_lists.TryGetValue(key, out var list))
        {
            return;
        }

        foreach (var place in CollectionsMarshal.AsSpan(list)[Math.Max(0, list.Count - ListMax)..])
        {
            ref var score = ref _scores[place];
            if (score == 0)
            {
                _touched.Add(place);
            }

            score += weight;
        }
    }

    private bool IsNearEnough(double score, IndexedArticle article) =>
        _nearest.Count < NearMax || score > _nearest[^1].Score || (score == _nearest[^1].Score && article.Profile.Id < _nearest[^1].Article.Profile.Id);

    private void Insert(double score, IndexedArticle article)
    {
        var at = _nearest.Count;
        while (at > 0 && (score > _nearest[at - 1].Score || (score == _nearest[at - 1].Score && article.Profile.Id < _nearest[at - 1].Article.Profile.Id)))
        {
            at--;
        }

        _nearest.Insert(at, (score, article));
        if (_nearest.Count > NearMax)
        {
            _nearest.RemoveAt(NearMax);
        }
    }

    private int TakePlace(IndexedArticle article)
    {
        if (_freePlaces.TryPop(out var free))
        {
            _articles[free] = article;
            return free;
        }

        _articles.Add(article);
        if (_articles.Count > _scores.Length)
        {
            Array.Resize(ref _scores, _scores.Length * 2);
        }

        return _articles.Count - 1;
    }

    private bool IsOld(IndexedArticle article) =>
        _inOrder.Count > options.ArticlesMax || article.Profile.Published < _newestAt - options.Window;

    private bool AreInWindow(ArticleProfile first, ArticleProfile second) =>
        first.Published is not { } one || second.Published is not { } other || (one - other).Duration() <= options.Window;

    /// <summary>Under what an article is found. It must not depend on the term statistics, which change.</summary>
    private static IEnumerable<uint> AllKeys(ArticleProfile profile) =>
        profile.Terms.Where(term => !CommonWords.IsFunction(term.Term)).Select(term => term.Term).Concat(Bands(profile).Select(band => band.Key));

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
