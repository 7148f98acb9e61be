namespace Monitor.Stories.Index;

/// <summary>An article that a repair or a person took from one story to another.</summary>
public readonly record struct StoryMove(long Article, long From, long To);

/// <summary>The stories of the index: their articles, how well an article fits them, and the decisions of people that bind.</summary>
internal sealed partial class StoryBook(ComparedArticle compared)
{
    /// <summary>An article is compared with at most so many reports of a story: its first ones and its latest.</summary>
    private const int ReportsCompared = 24;
    private const int FirstReportsCompared = 8;

    private readonly Dictionary<long, IndexedArticle> _articles = [];
    private readonly Dictionary<Strand, List<IndexedArticle>> _reports = [];
    private readonly Dictionary<long, List<IndexedArticle>> _copies = [];

    // Who speaks for a copy group whose first article has left the window: a story must not fall silent while copies of its reports are compared with.
    private readonly Dictionary<long, IndexedArticle> _heirs = [];
    private readonly SortedSet<Strand> _changed = [];
    private readonly List<IndexedArticle> _fresh = [];
    private readonly Dictionary<long, List<(long Other, bool SameStory)>> _decisions = [];

    public long NextStory { get; set; } = 1;

    public IndexedArticle? Find(long article) => _articles.GetValueOrDefault(article);

    /// <summary>Whether nobody copied the article and no person decided about it.</summary>
    public bool IsFree(IndexedArticle article) =>
        _copies.GetValueOrDefault(article.CopyGroup) is not { Count: > 0 } && !_decisions.ContainsKey(article.Id) && !IsSaidOfCopies(article.Id);

    /// <summary>Adds an article that has its entry.</summary>
    public void Add(IndexedArticle article, bool isChanged)
    {
        _articles[article.Id] = article;
        PutOnList(article);
        NextStory = Math.Max(NextStory, article.Story + 1);
        if (isChanged)
        {
            Change(article);
        }
    }

    public void Remove(IndexedArticle article)
    {
        _articles.Remove(article.Id);
        TakeOffList(article);
        Inherit(article.CopyGroup);
    }

    /// <summary>Has the next repair look at an article and its story.</summary>
    public void Change(IndexedArticle article)
    {
        _changed.Add(Strand.Of(article));
        if (article.IsReport)
        {
            _fresh.Add(article);
        }
    }

    /// <summary>
    /// How well an article fits a story: half the average over its reports, half the best of them. The average keeps chains from growing, the best lets
    /// the second day of a story find the first. Reports in other languages count nothing here (<see cref="EvidenceAbroad"/>).
    /// </summary>
    public double Evidence(IndexedArticle article, long story)
    {
        compared.Take(article);
        var (sum, best, count) = (0d, -StoryLikeness.EvidenceMax, 0);
        foreach (var report in Compared(new Strand(story, article.Language)))
        {
            if (report == article)
            {
                continue;
            }

            var evidence = EvidenceWith(report);
            sum += evidence;
            best = Math.Max(best, evidence);
            count++;
        }

        return count == 0 ? -StoryLikeness.EvidenceMax : ((sum / count) + best) / 2;
    }

    /// <summary>The report of a story that is most like an article; what makes or breaks its place.</summary>
    public Neighbour Nearest(IndexedArticle article, long story)
    {
        compared.Take(article);
        var own = new Strand(story, article.Language);
        List<Strand> strands = _reports.ContainsKey(own) ? [own] : StrandsOf(story);
        IndexedArticle? nearest = null;
        foreach (var strand in strands)
        {
            foreach (var report in Compared(strand))
            {
                if (report != article && (nearest is null || compared.EvidenceWith(report) > compared.EvidenceWith(nearest)))
                {
                    nearest = report;
                }
            }
        }

        // Each story that is in the window has one (IsHeir).
        return new Neighbour(nearest!, compared.LikenessTo(nearest!));
    }

    /// <summary>Holds to a decision that was carried out before.</summary>
    public void Hold(long firstArticle, long secondArticle, bool sameStory)
    {
        Put(firstArticle, secondArticle);
        Put(secondArticle, firstArticle);

        void Put(long article, long other)
        {
            if (!_decisions.TryGetValue(article, out var decisions))
            {
                _decisions[article] = decisions = [];
            }

            decisions.RemoveAll(decision => decision.Other == other);
            decisions.Add((other, sameStory));
        }
    }

    /// <summary>Puts two articles' stories together, or takes the second out of the story of the first, and holds to it.</summary>
    public IReadOnlyList<StoryMove> Decide(long firstArticle, long secondArticle, bool sameStory)
    {
        Hold(firstArticle, secondArticle, sameStory);
        var moves = new List<StoryMove>();
        if (!_articles.TryGetValue(firstArticle, out var first) || !_articles.TryGetValue(secondArticle, out var second))
        {
            return moves;
        }

        if (sameStory && first.Story != second.Story)
        {
            Merge(first.Story, second.Story, moves);
        }
        else if (!sameStory && first.Story == second.Story && first.CopyGroup != second.CopyGroup)
        {
            Move(ReportOf(second), NextStory, moves);
        }

        return moves;
    }

    /// <summary>The evidence between the article that is laid out and another, decisions before findings.</summary>
    private double EvidenceWith(IndexedArticle other)
    {
        if (_decisions.Count > 0 && _decisions.TryGetValue(compared.Article.Id, out var decisions))
        {
            foreach (var (decided, sameStory) in decisions)
            {
                if (decided == other.Id)
                {
                    return sameStory ? StoryLikeness.EvidenceMax : -StoryLikeness.EvidenceMax;
                }
            }
        }

        var article = compared.Article;
        if (article.IsRoundUp || other.IsRoundUp)
        {
            return -StoryLikeness.EvidenceMax;
        }

        var evidence = compared.EvidenceWith(other);
        return article.IsApartFrom(other) ? Math.Min(evidence, StoryLikeness.ApartEvidence) : evidence;
    }

    /// <summary>The reports of a strand that others are compared with; valid until a report comes or goes.</summary>
    private ComparedReports Compared(Strand strand) => new(_reports.GetValueOrDefault(strand));

    /// <summary>Puts an article among the reports of its story, or the copies of its group, in the order of arrival, however it came there.</summary>
    private void PutOnList(IndexedArticle article)
    {
        if (article.IsFirst && _heirs.TryGetValue(article.Id, out var heir))
        {
            TakeOffList(heir);
            PutOnList(heir);
        }

        article.IsHeir = !article.IsFirst && !_articles.ContainsKey(article.CopyGroup) && _heirs.TryAdd(article.CopyGroup, article);
        if (article.IsReport)
        {
            Put(_reports, Strand.Of(article), article);
            Speak(article.Story, article.Language);
        }
        else
        {
            Put(_copies, article.CopyGroup, article);
        }

        static void Put<TKey>(Dictionary<TKey, List<IndexedArticle>> lists, TKey key, IndexedArticle article)
            where TKey : notnull
        {
            if (!lists.TryGetValue(key, out var list))
            {
                lists[key] = list = new List<IndexedArticle>(1);
            }

            var at = list.Count;
            while (at > 0 && list[at - 1].Entry > article.Entry)
            {
                at--;
            }

            list.Insert(at, article);
        }
    }

    private void TakeOffList(IndexedArticle article)
    {
        if (article.IsReport)
        {
            Take(_reports, Strand.Of(article), article);
            if (!_reports.ContainsKey(Strand.Of(article)))
            {
                Silence(article.Story, article.Language);
            }

            if (article.IsHeir)
            {
                _heirs.Remove(article.CopyGroup);
                article.IsHeir = false;
            }
        }
        else
        {
            Take(_copies, article.CopyGroup, article);
        }

        static void Take<TKey>(Dictionary<TKey, List<IndexedArticle>> lists, TKey key, IndexedArticle article)
            where TKey : notnull
        {
            var list = lists[key];
            list.Remove(article);
            if (list.Count == 0)
            {
                lists.Remove(key);
            }
        }
    }

    /// <summary>Has the first copy that is left speak for its group, where nobody does.</summary>
    private void Inherit(long copyGroup)
    {
        if (!_articles.ContainsKey(copyGroup) && !_heirs.ContainsKey(copyGroup) && _copies.TryGetValue(copyGroup, out var copies))
        {
            var heir = copies[0];
            TakeOffList(heir);
            PutOnList(heir);
        }
    }

    private IndexedArticle ReportOf(IndexedArticle article) =>
        article.IsReport ? article : _articles.GetValueOrDefault(article.CopyGroup) ?? _heirs.GetValueOrDefault(article.CopyGroup) ?? article;

    /// <summary>The first reports of a story and its latest, without a list of their own.</summary>
    private readonly struct ComparedReports(List<IndexedArticle>? reports)
    {
        public int Count => Math.Min(reports?.Count ?? 0, ReportsCompared);

        public IndexedArticle this[int number] =>
            reports![reports.Count <= ReportsCompared || number < FirstReportsCompared ? number : reports.Count - ReportsCompared + number];

        public Enumerator GetEnumerator() => new(this);

        public struct Enumerator(ComparedReports reports)
        {
            private int _number = -1;

            public readonly IndexedArticle Current => reports[_number];

            public bool MoveNext() => ++_number < reports.Count;
        }
    }
}
