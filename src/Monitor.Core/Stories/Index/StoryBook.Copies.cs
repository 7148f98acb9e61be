using Monitor.Stories.Copies;

namespace Monitor.Stories.Index;

/// <summary>What people said about copies.</summary>
internal sealed partial class StoryBook
{
    private readonly HashSet<(long, long)> _saidOfCopies = [];

    /// <summary>Holds to what was said about two texts before: no later pass looks for what they copy.</summary>
    public void HoldCopy(long firstArticle, long secondArticle) => _saidOfCopies.Add(Ordered(firstArticle, secondArticle));

    private bool IsSaidOfCopies(long article) => _saidOfCopies.Any(pair => pair.Item1 == article || pair.Item2 == article);

    /// <summary>
    /// Puts the second article, with its copies, among the copies of the first; or takes it out of the group they share. Where the group began with the
    /// second, the first leaves it instead.
    /// </summary>
    public (IReadOnlyList<CopyMove> Copies, IReadOnlyList<StoryMove> Stories) DecideCopy(long firstArticle, long secondArticle, CopyRelation relation)
    {
        HoldCopy(firstArticle, secondArticle);
        var (copies, stories) = (new List<CopyMove>(), new List<StoryMove>());
        if (!_articles.TryGetValue(firstArticle, out var first) || !_articles.TryGetValue(secondArticle, out var second))
        {
            return (copies, stories);
        }

        if (relation is CopyRelation.Copy)
        {
            if (first.CopyGroup != second.CopyGroup)
            {
                JoinCopies(first, second, copies, stories);
            }

            return (copies, stories);
        }

        var (stays, leaves) = second.IsFirst ? (second, first) : (first, second);
        if (stays.CopyGroup == leaves.CopyGroup)
        {
            Regroup(leaves, leaves.Id);
        }

        copies.Add(new CopyMove(leaves.Id, leaves.CopyGroup, relation is CopyRelation.Partial ? stays.Id : null, relation is CopyRelation.Partial));
        return (copies, stories);
    }

    /// <summary>
    /// Puts articles back where they stood before something was said about the two, and holds to it no longer. Copies that came meanwhile go with the
    /// article that they copy; stories that were made one part again where evidence says so.
    /// </summary>
    public (IReadOnlyList<CopyMove> Copies, IReadOnlyList<StoryMove> Stories) UndoCopy(
        long firstArticle, long secondArticle, IReadOnlyList<CopyMove> former)
    {
        _saidOfCopies.Remove(Ordered(firstArticle, secondArticle));
        var (copies, stories) = (new List<CopyMove>(), new List<StoryMove>());
        foreach (var place in former.OrderByDescending(place => place.Article == place.CopyGroup))
        {
            if (!_articles.TryGetValue(place.Article, out var article))
            {
                continue;
            }

            if (place.Article == place.CopyGroup)
            {
                Regroup(article, article.Id);
            }
            else if (_articles.TryGetValue(place.CopyGroup, out var head) && head.CopyGroup != article.CopyGroup)
            {
                PutBack(article, head, copies, stories);
            }

            copies.RemoveAll(copy => copy.Article == article.Id);
            copies.Add(place with { CopyGroup = article.CopyGroup });
        }

        return (copies, stories);
    }

    private void PutBack(IndexedArticle article, IndexedArticle head, List<CopyMove> copies, List<StoryMove> stories)
    {
        if (article.IsFirst)
        {
            JoinCopies(head, article, copies, stories);
            return;
        }

        Regroup(article, head.CopyGroup);
        if (article.Story != head.Story)
        {
            stories.Add(new StoryMove(article.Id, article.Story, head.Story));
            article.Story = head.Story;
        }
    }

    private void JoinCopies(IndexedArticle first, IndexedArticle second, List<CopyMove> copies, List<StoryMove> stories)
    {
        if (first.Story != second.Story)
        {
            Merge(first.Story, second.Story, stories);
        }

        var head = ReportOf(second);
        foreach (var one in (_copies.GetValueOrDefault(head.CopyGroup) ?? []).Append(head).ToList())
        {
            Regroup(one, first.CopyGroup);
            copies.Add(new CopyMove(one.Id, first.CopyGroup, first.CopyGroup, IsPartial: false));
        }
    }

    private void Regroup(IndexedArticle article, long copyGroup)
    {
        var former = article.CopyGroup;
        TakeOffList(article);
        article.CopyGroup = copyGroup;
        PutOnList(article);
        Inherit(former);
        Change(article);
    }
}
