using Monitor.Stories.Index.Postings;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// Finds the articles that may be copies of one, or report its event: those that share its most telling terms, and those whose fingerprints agree
/// in a band. Each list is bounded, so that the cost of a question does not grow with the window. Articles are numbered as they come and leave in
/// that order; one that is too old when it comes leaves with its neighbours.
/// </summary>
internal sealed class CandidateIndex(StoriesOptions options)
{
    private const int QueryTerms = 32;
    private const int NearMax = 20;

    /// <summary>So many of other languages are looked at: names and numbers tell of few.</summary>
    private const int AbroadMax = 8;
    private const int BandPlaces = 3;
    private const int BandWeight = 200;

    /// <summary>The lists are spread over so many tables, so that none is ever enlarged for long.</summary>
    private const int Tables = 128;

    private readonly PostingLists[] _lists = NewLists();
    private readonly List<int> _touched = [];
    private readonly List<(float Score, IndexedArticle Article)> _nearest = new(NearMax + 1);
    private readonly List<(float Score, IndexedArticle Article)> _abroad = new(AbroadMax + 1);

    /// <summary>A number for each language, in the order in which they came.</summary>
    private readonly Dictionary<string, byte> _languages = [];
    private ulong[] _telling = new ulong[256];

    // Both by the entry's lowest bits: as many as the window needs.
    private IndexedArticle?[] _articles = new IndexedArticle?[1024];
    private float[] _scores = new float[1024];
    private byte[] _languageOf = new byte[1024];
    private int _oldest;
    private int _next;
    private long _newestTicks;

    public int Articles => _next - _oldest;

    /// <summary>The number of the story of the oldest article; 0 without one.</summary>
    public long OldestStory => Articles == 0 ? 0 : At(_oldest).Story;

    public void Add(IndexedArticle article)
    {
        if (Articles == _articles.Length)
        {
            Enlarge();
        }

        article.Entry = _next++;
        _articles[article.Entry & (_articles.Length - 1)] = article;
        _languageOf[article.Entry & (_articles.Length - 1)] = NumberOf(article.Language);
        _newestTicks = Math.Max(_newestTicks, article.PublishedTicks);
        AddKeys(article);
    }

    /// <summary>Takes a changed text in the place that its article has.</summary>
    public void Replace(IndexedArticle article, ArticleProfile profile, TermPages pages)
    {
        foreach (var term in article.Terms)
        {
            ListsOf(term).Remove(term, article.Entry);
        }

        foreach (var band in Bands(article.Signature))
        {
            ListsOf(band).Remove(band, article.Entry);
        }

        article.Take(profile, pages);
        AddKeys(article);
    }

    /// <summary>Takes an article out that has left the window; null when none has.</summary>
    public IndexedArticle? TakeOld()
    {
        if (Articles <= StoryIndex.RecentArticles || !IsOld(At(_oldest)))
        {
            return null;
        }

        ref var place = ref _articles[_oldest++ & (_articles.Length - 1)];
        var old = place;
        place = null;
        return old;
    }

    /// <summary>The nearest articles of the same language and of others.</summary>
    public Nearby Near(ComparedArticle compared)
    {
        var article = compared.Article;
        AskTerms(compared);
        foreach (var band in Bands(article.Signature))
        {
            Score(band, BandWeight);
        }

        var (own, languageOf, mask) = (NumberOf(article.Language), _languageOf, _scores.Length - 1);
        foreach (var entry in _touched)
        {
            ref var score = ref _scores[entry & mask];
            var (nearest, most) = languageOf[entry & mask] == own ? (_nearest, NearMax) : (_abroad, AbroadMax);
            if (nearest.Count < most || score >= nearest[^1].Score)
            {
                Insert(nearest, most, score, At(entry), article);
            }

            score = 0;
        }

        _touched.Clear();
        var near = new Nearby(_nearest.ConvertAll(one => one.Article), _abroad.ConvertAll(one => one.Article));
        _nearest.Clear();
        _abroad.Clear();
        return near;
    }

    /// <summary>What a hostile feed makes up shares the last number, and is then told apart by its name.</summary>
    private byte NumberOf(string language)
    {
        if (!_languages.TryGetValue(language, out var number))
        {
            number = (byte)Math.Min(_languages.Count, byte.MaxValue);
            if (number < byte.MaxValue)
            {
                _languages[language] = number;
            }
        }

        return number;
    }

    private static PostingLists[] NewLists()
    {
        var blocks = new PostingBlocks();
        return [.. Enumerable.Range(0, Tables).Select(_ => new PostingLists(blocks))];
    }

    /// <summary>Under what an article is found. It must not depend on the term statistics, which change.</summary>
    private void AddKeys(IndexedArticle article)
    {
        foreach (var term in article.Terms)
        {
            ListsOf(term).Add(term, article.Entry, _oldest);
        }

        foreach (var band in Bands(article.Signature))
        {
            ListsOf(band).Add(band, article.Entry, _oldest);
        }
    }

    private PostingLists ListsOf(uint key) => _lists[key & (Tables - 1)];

    private IndexedArticle At(int entry) => _articles[entry & (_articles.Length - 1)]!;

    /// <summary>Asks for the most telling terms.</summary>
    private void AskTerms(ComparedArticle compared)
    {
        var count = compared.Weights.Length;
        if (_telling.Length < count)
        {
            _telling = new ulong[count * 2];
        }

        for (var i = 0; i < count; i++)
        {
            // The bits of positive numbers are in the order of the numbers.
            var (term, often, zones) = compared.Article.TermAt(i);
            var weight = compared.Weights[i] * ArticleSums.Frequency(often) * (zones != 0 ? 2 : 1);
            _telling[i] = ((ulong)~BitConverter.SingleToUInt32Bits(weight) << 32) | term;
        }

        Array.Sort(_telling, 0, count);
        foreach (var key in _telling.AsSpan(0, Math.Min(QueryTerms, count)))
        {
            var weight = BitConverter.UInt32BitsToSingle(~(uint)(key >> 32));
            Score((uint)key, weight * weight);
        }
    }

    private void Score(uint key, float weight)
    {
        if (weight <= 0)
        {
            return;
        }

        var (scores, mask) = (_scores, _scores.Length - 1);
        foreach (var entry in ListsOf(key).Of(key))
        {
            if (entry < _oldest)
            {
                continue;
            }

            ref var score = ref scores[entry & mask];
            if (score == 0)
            {
                _touched.Add(entry);
            }

            score += weight;
        }
    }

    private void Insert(List<(float Score, IndexedArticle Article)> nearest, int most, float score, IndexedArticle other, IndexedArticle article)
    {
        // Whose language nobody knows may be written in the same one, and is compared with neither.
        var isWanted = nearest == _nearest ? other.Language == article.Language : other.Language.Length > 0 && article.Language.Length > 0;
        if (other == article || !isWanted || !AreInWindow(other, article))
        {
            return;
        }

        var at = nearest.Count;
        while (at > 0 && (score > nearest[at - 1].Score || (score == nearest[at - 1].Score && other.Id < nearest[at - 1].Article.Id)))
        {
            at--;
        }

        nearest.Insert(at, (score, other));
        if (nearest.Count > most)
        {
            nearest.RemoveAt(most);
        }
    }

    private void Enlarge()
    {
        var larger = new IndexedArticle?[_articles.Length * 2];
        for (var entry = _oldest; entry < _next; entry++)
        {
            larger[entry & (larger.Length - 1)] = At(entry);
        }

        var languages = new byte[larger.Length];
        for (var entry = _oldest; entry < _next; entry++)
        {
            languages[entry & (languages.Length - 1)] = _languageOf[entry & (_languageOf.Length - 1)];
        }

        (_articles, _scores, _languageOf) = (larger, new float[larger.Length], languages);
    }

    private bool IsOld(IndexedArticle article) =>
        Articles > options.ArticlesMax || (article.PublishedTicks != 0 && article.PublishedTicks < _newestTicks - options.Window.Ticks);

    private bool AreInWindow(IndexedArticle first, IndexedArticle second) =>
        first.PublishedTicks == 0 || second.PublishedTicks == 0 || Math.Abs(first.PublishedTicks - second.PublishedTicks) <= options.Window.Ticks;

    private static BandKeys Bands(ReadOnlySpan<ushort> signature)
    {
        var keys = new BandKeys();
        for (var band = 0; band < BandKeys.Count; band++)
        {
            var hash = ((ulong)band * BandPlaces) + 1;
            foreach (var place in signature.Slice(band * BandPlaces, BandPlaces))
            {
                hash = StableHash.Of(hash, place);
            }

            keys[band] = StableHash.Term(hash);
        }

        return keys;
    }

    /// <summary>The bands of a fingerprint as keys beside the terms.</summary>
    [System.Runtime.CompilerServices.InlineArray(Count)]
    private struct BandKeys
    {
        /// <summary>Texts that share half of their shingles agree in one of so many with a probability of .8; a rare word finds the others.</summary>
        public const int Count = 12;
        private uint _first;
    }
}

/// <summary>The neighbours of an article: those of its own language and those of others, each the nearest first.</summary>
internal readonly record struct Nearby(List<IndexedArticle> Own, List<IndexedArticle> Abroad);
