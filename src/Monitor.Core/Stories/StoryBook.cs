using System.Runtime.InteropServices;

namespace Monitor.Stories;

/// <summary>An article that a repair or a person took from one story to another.</summary>
public readonly record struct StoryMove(long Article, long From, long To);

/// <summary>The stories of the index: their articles, how well an article fits them, and the decisions of people that bind.</summary>
internal sealed partial class StoryBook(TermStatistics statistics)
{
    /// <summary>An article is compared with at most so many reports of a story: its first ones and its latest.</summary>
    private const int ReportsCompared = 24;
    private const int FirstReportsCompared = 8;

    private const int ComparedKept = 1024;

    private readonly Dictionary<long, IndexedArticle> _articles = [];
    private readonly Dictionary<long, List<IndexedArticle>> _reports = [];
    private readonly Dictionary<long, List<IndexedArticle>> _copies = [];
    private readonly SortedSet<long> _changed = [];
    private readonly Dictionary<long, List<(long Other, bool SameStory)>> _decisions = [];

    private Dictionary<(long, long), StoryLikeness> _compared = [];
    private long _comparedVersion;

    public int Articles => _articles.Count;

    public long NextStory { get; set; } = 1;

    public bool Holds(long article) => _articles.ContainsKey(article);

    public IndexedArticle Add(ArticleProfile profile, long story, long copyGroup, bool isChanged)
    {
        var article = new IndexedArticle(profile, story, copyGroup);
        _articles[profile.Id] = article;
        ListOf(article).Add(article);
        NextStory = Math.Max(NextStory, story + 1);
        if (isChanged)
        {
            _changed.Add(story);
        }

        return article;
    }

    public IndexedArticle? Remove(long id)
    {
        if (_articles.Remove(id, out var article))
        {
            Forget();
            ListOf(article).Remove(article);
        }

        return article;
    }

    /// <summary>
    /// How well an article fits a story: half the average over its reports, half the best of them. The average keeps chains from growing, the best lets
    /// the second day of a story find the first.
    /// </summary>
    public double Evidence(ArticleProfile profile, long story)
    {
        var (sum, best, count) = (0d, -StoryLikeness.EvidenceMax, 0);
        foreach (var report in Compared(story))
        {
            if (report.Profile.Id == profile.Id)
            {
                continue;
            }

            var evidence = Between(profile, report.Profile);
            sum += evidence;
            best = Math.Max(best, evidence);
            count++;
        }

        return count == 0 ? -StoryLikeness.EvidenceMax : ((sum / count) + best) / 2;
    }

    /// <summary>The report of a story that is most like an article; what makes or breaks its place.</summary>
    public Neighbour Nearest(ArticleProfile profile, long story) =>
        Compared(story)
            .Where(report => report.Profile.Id != profile.Id)
            .Select(report => new Neighbour(report, Likeness(profile, report.Profile)))
            .MaxBy(neighbour => neighbour.Likeness.Evidence);

    /// <summary>Compares two articles, or answers again what was found under the same term weights.</summary>
    public StoryLikeness Likeness(ArticleProfile first, ArticleProfile second)
    {
        if (_comparedVersion != statistics.Version)
        {
            Forget();
            _comparedVersion = statistics.Version;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_compared, (first.Id, second.Id), out var isKnown);
        if (!isKnown)
        {
            known = StoryLikeness.Of(first, second, statistics);
        }

        return known;
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

    private double Between(ArticleProfile first, ArticleProfile second)
    {
        if (_decisions.TryGetValue(first.Id, out var decisions))
        {
            foreach (var (other, sameStory) in decisions)
            {
                if (other == second.Id)
                {
                    return sameStory ? StoryLikeness.EvidenceMax : -StoryLikeness.EvidenceMax;
                }
            }
        }

        return Likeness(first, second).Evidence;
    }

    private void Forget()
    {
        // Emptying a table costs its capacity: one that a repair has grown is not kept.
        if (_compared.EnsureCapacity(0) > ComparedKept)
        {
            _compared = [];
        }
        else
        {
            _compared.Clear();
        }
    }

    private IEnumerable<IndexedArticle> Compared(long story)
    {
        var reports = _reports.GetValueOrDefault(story) ?? [];
        return reports.Count <= ReportsCompared
            ? reports
            : reports.Take(FirstReportsCompared).Concat(reports.Skip(reports.Count - ReportsCompared + FirstReportsCompared));
    }

    private List<IndexedArticle> ListOf(IndexedArticle article)
    {
        var lists = article.IsReport ? _reports : _copies;
        var key = article.IsReport ? article.Story : article.CopyGroup;
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    private IndexedArticle ReportOf(IndexedArticle article) =>
        article.IsReport || !_articles.TryGetValue(article.CopyGroup, out var report) ? article : report;
}
