using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// One article laid out to be compared with many: its terms with their weights in a small table, before it a filter in which most terms of another
/// article miss. Nothing is allocated for a comparison, and what was found about a pair is kept with the other article.
/// </summary>
internal sealed class ComparedArticle(TermStatistics statistics)
{
    private const int FilterBits = 1 << 13;
    private const int MaybeSharedMax = 256;

    private readonly ulong[] _filter = new ulong[FilterBits / 64];
    private int[] _places = new int[1 << 10];
    private float[] _weights = new float[256];
    private IndexedArticle? _article;
    private ArticleSums _sums;
    private int _generation;
    private int _comparison;

    public IndexedArticle Article => _article ?? throw new InvalidOperationException("no article was laid out");

    /// <summary>The weight of each of the article's terms.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Article.Terms.Length);

    /// <summary>Lays out an article, unless it is laid out under the present weights.</summary>
    public void Take(IndexedArticle article)
    {
        if (_article == article && _generation == statistics.Generation)
        {
            return;
        }

        Clear();
        (_article, _generation) = (article, statistics.Generation);
        _comparison++;
        var terms = article.Terms;
        while (_places.Length < terms.Length * 2)
        {
            _places = new int[_places.Length * 2];
        }

        if (_weights.Length < terms.Length)
        {
            _weights = new float[terms.Length * 2];
        }

        var mask = _places.Length - 1;
        for (var i = 0; i < terms.Length; i++)
        {
            var term = terms[i];
            _filter[(term & (FilterBits - 1)) >> 6] |= 1UL << (int)(term & 63);
            var place = (int)(term >> 13) & mask;
            while (_places[place] != 0)
            {
                place = (place + 1) & mask;
            }

            _places[place] = i + 1;
        }

        statistics.Weigh(terms, _weights);

        _sums = article.SumsUnder(statistics);
    }

    /// <summary>Forgets the article, whose text changes or which is gone.</summary>
    public void Clear()
    {
        if (_article is not null)
        {
            Array.Clear(_filter);
            Array.Clear(_places);
            _article = null;
        }
    }

    /// <summary>The evidence that both report the same event.</summary>
    public double EvidenceWith(IndexedArticle other) =>
        other.ComparedIn == _comparison ? other.Evidence : LikenessTo(other).Evidence;

    /// <summary>Compares with another article, in one pass over its terms.</summary>
    public StoryLikeness LikenessTo(IndexedArticle other, List<double>? told = null)
    {
        var article = Article;
        if (article.Language != other.Language && told is null)
        {
            return LikenessAbroad(other);
        }

        var sums = new LikenessSums { First = _sums, Second = other.SumsUnder(statistics) };
        var (filter, weights) = (_filter, _weights);
        ReadOnlySpan<uint> terms = other.Terms;
        Span<int> maybeShared = stackalloc int[MaybeSharedMax];
        for (var from = 0; from < terms.Length; from += MaybeSharedMax)
        {
            var found = 0;
            var end = Math.Min(terms.Length, from + MaybeSharedMax);
            for (var i = from; i < end; i++)
            {
                // Without a branch: which terms are shared cannot be foretold.
                var term = terms[i];
                maybeShared[found] = i;
                found += (int)(filter[(term & (FilterBits - 1)) >> 6] >> (int)(term & 63)) & 1;
            }

            foreach (var i in maybeShared[..found])
            {
                if (Find(terms[i]) is var own and >= 0)
                {
                    sums.AddShared(article.TermAt(own), other.TermAt(i), weights[own]);
                }
            }
        }

        var likeness = StoryLikeness.Weigh(
            sums, DaysApart(article, other), article.ContradictionWith(other), isOneOutlet: article.Host == other.Host, told);
        (other.ComparedIn, other.Evidence) = (_comparison, likeness.Evidence);
        return likeness;
    }

    /// <summary>Compares with an article of another language; one whose language nobody knows is like none.</summary>
    private StoryLikeness LikenessAbroad(IndexedArticle other)
    {
        var sums = new AbroadSums(statistics.UnknownWeight);
        if (Article.Language.Length > 0 && other.Language.Length > 0)
        {
            var terms = other.Terms;
            for (var i = 0; i < terms.Length; i++)
            {
                var term = terms[i];
                if (((_filter[(term & (FilterBits - 1)) >> 6] >> (int)(term & 63)) & 1) != 0 && Find(term) is var own and >= 0)
                {
                    sums.Add(term, Article.TermAt(own).Zones, other.TermAt(i).Zones, _weights[own]);
                }
            }
        }

        var likeness = new StoryLikeness(sums.EvidenceAfter(DaysApart(Article, other)), 0, 0, StoryContradiction.None);
        (other.ComparedIn, other.Evidence) = (_comparison, likeness.Evidence);
        return likeness;
    }

    private static double? DaysApart(IndexedArticle first, IndexedArticle second) =>
        first.PublishedTicks == 0 || second.PublishedTicks == 0 ? null : TimeSpan.FromTicks(Math.Abs(first.PublishedTicks - second.PublishedTicks)).TotalDays;

    private int Find(uint term)
    {
        var terms = Article.Terms;
        var mask = _places.Length - 1;
        for (var place = (int)(term >> 13) & mask; _places[place] != 0; place = (place + 1) & mask)
        {
            if (terms[_places[place] - 1] == term)
            {
                return _places[place] - 1;
            }
        }

        return -1;
    }
}
