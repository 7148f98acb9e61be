using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Backtests;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Stories.Keeping;

namespace Monitor.Subscribers;

/// <summary>
/// Readers' words as labels: "not relevant" is one of the rules that gave the topic, "not the same story" splits as an analyst would. An analyst's
/// word goes before both. Strangers have none: <see cref="Subscriber.SignedUp"/>.
/// </summary>
public static class ReaderVerdicts
{
    public const int StoriesADayMax = 20;

    /// <summary>What became of a reader's word on a story.</summary>
    public enum Verdict
    {
        Kept,

        /// <summary>An analyst decided on these reports: a reader does not turn that round.</summary>
        Judged,

        /// <summary>More than a reader may say in a day.</summary>
        Enough,

        /// <summary>There is nothing (any more) that it could be about.</summary>
        Nothing,
    }

    public static string AuthorOf(Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return RuleLabels.ReaderPrefix + subscriber.Name;
    }

    /// <summary>Keeps the word that a topic is wrong (or right after all) for an article, as a label of each rule that gave it.</summary>
    public static async Task<Verdict> SayTopicAsync(
        this MonitorDbContext db, Subscriber subscriber, long articleId, string topicId, bool isRight, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var article = await db.Set<Article>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == articleId, cancellationToken);
        var rules = article is null ? [] : ArticleFindings.In(article).Topics.Where(topic => topic.TopicId == topicId).Select(topic => topic.RuleId).Distinct();
        var verdict = Verdict.Nothing;
        foreach (var rule in rules)
        {
            await RuleLabels.SetAsync(db, rule, articleId, isRight, AuthorOf(subscriber), now, cancellationToken);
            verdict = Verdict.Kept;
        }

        return verdict;
    }

    /// <summary>Whether the reader's last word is that the topic is wrong for the article.</summary>
    public static async Task<bool> SaysWrongAsync(
        this MonitorDbContext db, Subscriber subscriber, Article article, string topicId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(article);
        var rules = ArticleFindings.In(article).Topics.Where(topic => topic.TopicId == topicId).Select(topic => topic.RuleId).ToList();
        var author = AuthorOf(subscriber);
        return await db.Set<RuleLabel>().Where(label => label.ArticleId == article.Id && label.Author == author && rules.Contains(label.RuleId))
            .OrderByDescending(label => label.Id).Select(label => (bool?)!label.IsRight).FirstOrDefaultAsync(cancellationToken) ?? false;
    }

    /// <summary>Takes an article, with its copies, out of a story.</summary>
    public static async Task<Verdict> SayOtherStoryAsync(
        this MonitorDbContext db, Subscriber subscriber, long storyId, long articleId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<Story>().FindStoryAsync(storyId, cancellationToken) is not { } story)
        {
            return Verdict.Nothing;
        }

        var placed = await db.Set<StoryArticle>().AsNoTracking().Where(one => one.StoryId == story.Id)
            .Select(one => new { one.ArticleId, one.CopyGroup }).ToListAsync(cancellationToken);
        if (placed.Find(one => one.ArticleId == articleId) is not { } said)
        {
            return Verdict.Nothing;
        }

        var (author, groups) = (AuthorOf(subscriber), placed.Select(one => one.CopyGroup).ToHashSet());
        var labels = await db.Set<StoryLabel>().AsNoTracking()
            .Where(label => label.FirstArticleId == said.CopyGroup || label.SecondArticleId == said.CopyGroup)
            .ToListAsync(cancellationToken);
        if (labels.Exists(label => label.SameStory && !label.Author.StartsWith(RuleLabels.ReaderPrefix, StringComparison.Ordinal)
            && groups.Contains(label.FirstArticleId) && groups.Contains(label.SecondArticleId)))
        {
            return Verdict.Judged;
        }

        var since = now.AddDays(-1);
        var today = await db.Set<StoryLabel>().Where(label => label.Author == author && label.DecidedAt > since)
            .Select(label => label.DecidedAt).Distinct().CountAsync(cancellationToken);
        if (today >= StoriesADayMax)
        {
            return Verdict.Enough;
        }

        return await db.SplitStoryAsync(story.Id, [articleId], author, now, cancellationToken) is StoryDecision.Recorded
            ? Verdict.Kept
            : Verdict.Nothing;
    }
}
