using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Stories.Keeping;

/// <summary>
/// Merges and splits stories by hand. Only labels are written here: Group, who alone moves articles, carries them out and holds to them. Each report
/// is labelled, and not one pair of stories, since a later pass moves reports one by one.
/// </summary>
public static class StoryDecisions
{
    /// <summary>Each pair is a row of its own, written while nothing else is numbered: more of them would hold up Group for minutes.</summary>
    public const int LabelsMax = 5_000;

    /// <summary>Makes one story of two; the one that was there first stays, the other redirects to it.</summary>
    public static async Task<StoryDecision> MergeStoriesAsync(
        this MonitorDbContext db, long first, long second, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        await ChangeSequence.BeginAsync(db, cancellationToken);
        if (await db.Set<Story>().FindStoryAsync(first, cancellationToken) is not { } one)
        {
            return new StoryDecision.Refused($"there is no story {first}");
        }

        if (await db.Set<Story>().FindStoryAsync(second, cancellationToken) is not { } other)
        {
            return new StoryDecision.Refused($"there is no story {second}");
        }

        if (one.Id == other.Id)
        {
            return new StoryDecision.Refused($"{first} and {second} are one story already: {one.Id}");
        }

        var ones = await ReportsAsync(db, one.Id, cancellationToken);
        var others = await ReportsAsync(db, other.Id, cancellationToken);
        if (ones.Count + others.Count > LabelsMax)
        {
            return TooMany(ones.Count + others.Count);
        }

        var pairs = others.Select(report => (ones[0], report)).Concat(ones.Skip(1).Select(report => (report, others[0]))).ToList();
        db.Record(Deed.StoriesMerged, author, $"story {Math.Max(one.Id, other.Id)}", now, to: $"story {Math.Min(one.Id, other.Id)}");
        await LabelAsync(db, ones, others, pairs.ConvertAll(pair => (pair.Item1, pair.Item2, true)), author, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StoryDecision.Recorded(Math.Min(one.Id, other.Id), pairs.Count);
    }

    /// <summary>Takes articles, with their copies, out of a story; together they make one of their own.</summary>
    public static async Task<StoryDecision> SplitStoryAsync(
        this MonitorDbContext db, long story, IReadOnlyCollection<long> articles, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        await ChangeSequence.BeginAsync(db, cancellationToken);
        if (await db.Set<Story>().FindStoryAsync(story, cancellationToken) is not { } standing)
        {
            return new StoryDecision.Refused($"there is no story {story}");
        }

        var groups = await db.Set<StoryArticle>()
            .Where(placed => placed.StoryId == standing.Id)
            .ToDictionaryAsync(placed => placed.ArticleId, placed => placed.CopyGroup, cancellationToken);
        foreach (var article in articles)
        {
            if (!groups.ContainsKey(article))
            {
                return new StoryDecision.Refused($"article {article} is not in story {standing.Id}");
            }
        }

        var go = articles.Select(article => groups[article]).Distinct().Order().ToList();
        var stay = groups.Values.Distinct().Except(go).Order().ToList();
        if (go.Count == 0 || stay.Count == 0)
        {
            return new StoryDecision.Refused(
                $"of story {standing.Id} {(go.Count == 0 ? "nothing is to leave" : "nothing would stay; copies go with their original")}");
        }

        if ((long)go.Count * stay.Count > LabelsMax)
        {
            return TooMany((long)go.Count * stay.Count);
        }

        // What parts them comes first: two that left are put together only once both are out.
        var pairs = go.SelectMany(leaving => stay.Select(staying => (staying, leaving, false)))
            .Concat(go.Skip(1).Select(leaving => (go[0], leaving, true))).ToList();
        db.Record(Deed.StorySplit, author, $"story {standing.Id}", now, to: $"without the articles {string.Join(", ", articles.Order())}");
        await LabelAsync(db, stay, go, pairs, author, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StoryDecision.Recorded(standing.Id, pairs.Count);
    }

    private static StoryDecision.Refused TooMany(long pairs) =>
        new($"that would label {pairs} pairs of reports, more than {LabelsMax}; take out fewer at once");

    /// <summary>The first article of each copy group of a story, in the order of their ids: copies have no voice of their own.</summary>
    private static async Task<List<long>> ReportsAsync(MonitorDbContext db, long story, CancellationToken cancellationToken) =>
        await db.Set<StoryArticle>().Where(placed => placed.StoryId == story).Select(placed => placed.CopyGroup)
            .Distinct().OrderBy(id => id).ToListAsync(cancellationToken);

    /// <summary>Writes the labels in their order, in place of what was decided between the same articles before.</summary>
    private static async Task LabelAsync(
        MonitorDbContext db, List<long> ones, List<long> others, List<(long First, long Second, bool SameStory)> pairs, string author, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var within = others.Count > 1 && pairs.Exists(pair => others.Contains(pair.First)) ? others : [];
        await db.Set<StoryLabel>()
            .Where(label => (ones.Contains(label.FirstArticleId) && others.Contains(label.SecondArticleId))
                || (others.Contains(label.FirstArticleId) && ones.Contains(label.SecondArticleId))
                || (within.Contains(label.FirstArticleId) && within.Contains(label.SecondArticleId)))
            .ExecuteDeleteAsync(cancellationToken);
        foreach (var (first, second, sameStory) in pairs)
        {
            db.Add(new StoryLabel { FirstArticleId = first, SecondArticleId = second, SameStory = sameStory, Author = author, DecidedAt = now });

            // One by one: the numbers of the labels are the order in which they are carried out.
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
