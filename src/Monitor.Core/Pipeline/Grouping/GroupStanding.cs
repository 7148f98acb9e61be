using System.Diagnostics;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Storage;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;
using Monitor.Telemetry;

namespace Monitor.Pipeline.Grouping;

/// <summary>The index in memory, good for one tenure of the lease. It asks the database for nothing but texts that it no longer holds.</summary>
internal sealed class GroupStanding(StoryIndex index, long order, long statesOrder)
{
    /// <summary>A batch that takes longer is committed as far as it came: a fault costs no more than that, on a slow machine too.</summary>
    private static readonly TimeSpan BatchTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>The states that are kept whole are written after so many articles: they are some megabytes.</summary>
    private const int ArticlesBetweenStates = 5000;

    private long _order = order;
    private long _repairedOrder = order - (order % StoryIndex.ArticlesBetweenRepairs);
    private long _statesOrder = statesOrder;

    public StoryIndex Index { get; } = index;

    public long Attempt { get; set; }

    private bool IsRepairDue => _order - _repairedOrder >= StoryIndex.ArticlesBetweenRepairs;

    /// <summary>Places articles in their order, as far as its time allows.</summary>
    /// <param name="known">What is stored of those that were grouped before.</param>
    public List<GroupStep> Place(IReadOnlyList<Article> articles, IReadOnlyDictionary<long, KnownPlace> known)
    {
        // A repair may move one of them before its turn comes.
        var stories = known.ToDictionary(one => one.Key, one => one.Value.Placed.StoryId);
        var steps = new List<GroupStep>(articles.Count);
        var began = Stopwatch.GetTimestamp();
        foreach (var article in articles)
        {
            var step = Place(article, known.GetValueOrDefault(article.Id), stories.GetValueOrDefault(article.Id));
            if (IsRepairDue)
            {
                _repairedOrder = _order;
                step = step with { Moves = Index.Repair(_order) };
                foreach (var move in step.Moves.Where(move => stories.ContainsKey(move.Article)))
                {
                    stories[move.Article] = move.To;
                }
            }

            steps.Add(step);
            if (Stopwatch.GetElapsedTime(began) > BatchTimeMax)
            {
                break;
            }
        }

        return steps;
    }

    /// <summary>The states to be kept with the articles placed last; null while it is not time.</summary>
    public KeptStates? StatesIfDue()
    {
        if (_order - _statesOrder < ArticlesBetweenStates)
        {
            return null;
        }

        _statesOrder = _order;
        return KeptStates.Of(Index, _order);
    }

    private GroupStep Place(Article article, KnownPlace? known, long story)
    {
        using var span = Traces.OfArticle("group", article.Id);
        PlacedArticle? placed = null;
        try
        {
            var findings = ArticleFindings.In(article);
            var input = GroupInputs.Of(article, findings);
            placed = known is null ? Index.Add(input) : Index.Revise(input, story, known.Placed.CopyGroup);
            _order += known is null ? 1 : 0;
            var kept = findings.Without(placed.Own.IsBoilerplate);
            if (!ReferenceEquals(kept, findings))
            {
                kept.PutInto(article);
            }

            return new GroupStep(article, known, placed, _order) { Findings = kept };
        }
        // A text that the database would not give just now says nothing of the article: the batch is placed again.
        catch (Exception fault) when (fault is not OperationCanceledException && !DatabaseFault.IsPassing(fault))
        {
            return new GroupStep(article, known, placed, _order) { Fault = fault };
        }
    }
}
