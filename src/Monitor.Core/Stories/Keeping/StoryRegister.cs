using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Storage;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;

namespace Monitor.Stories.Keeping;

/// <summary>
/// Writes where articles were put. Counts, titles, originals and copies of the stories that changed follow from the rows of their articles, so
/// that they are right whatever changed them. The context is changed, not saved.
/// </summary>
public sealed class StoryRegister(MonitorDbContext db, ChangeSequence sequence)
{
    private const string ByHand = "by hand: ";

    private readonly HashSet<long> _changed = [];
    private readonly Dictionary<long, long> _movedTo = [];
    private readonly HashSet<long> _regrouped = [];
    private readonly List<ArticleSignature> _signatures = [];

    /// <summary>Articles whose group of copies, or place in it, changed or was given.</summary>
    public IReadOnlyCollection<long> Regrouped => _regrouped;

    /// <summary>Writes a newly placed article.</summary>
    public void Add(Article article, PlacedArticle placed, long order)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(placed);
        var (placement, own, profile, isCounted, opensStory, isTooShort) = placed;
        if (opensStory)
        {
            Open(placement.Story, article, profile.Language);
        }

        db.Add(new StoryArticle
        {
            ArticleId = article.Id,
            StoryId = placement.Story,
            CopyGroup = placement.CopyGroup,
            Relation = placement.Relation is CopyRelation.Partial ? StoryRelation.Partial : StoryRelation.Report,
            Kind = profile.IsRoundUp ? CopyKind.RoundUp : null,
            IsTooShort = isTooShort,
            OfId = placement.Of,
            CopyScore = placement.Verdict?.Score ?? 0,
            StoryScore = placement.Score,
            Why = placement.Why,
            Passages = placement.Verdict?.Passages ?? [],
            Origin = own.Origin,
            Changes = [],
            Sequence = sequence.Next(),
        });
        _signatures.Add(new ArticleSignature
        {
            ArticleId = article.Id,
            Order = order,
            AppearedAt = article.AppearedAt,
            IsCounted = isCounted,
            Profile = profile.ToBytes(),
            Parts = TextParts.ToBytes(own.Parts),
        });
        _changed.Add(placement.Story);
    }

    /// <summary>Writes what the index needs to take new articles up again; to be called after the rows of these articles were saved.</summary>
    public Task WriteSignaturesAsync(CancellationToken cancellationToken) => NewRows.InsertAsync(db, _signatures, cancellationToken);

    /// <summary>Writes the changed text of an article that has its place; a copy's headline that was edited is kept as a change.</summary>
    public void Revise(Article article, KnownPlace known, PlacedArticle revised)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(revised);
        var (placed, signature, former) = known;
        signature.Profile = revised.Profile.ToBytes();
        signature.Parts = TextParts.ToBytes(revised.Own.Parts);
        placed.Origin = revised.Own.Origin;
        if (former is not null)
        {
            placed.Changes = [.. placed.Changes.Union(ChangesSince(former, article))];
        }

        var placement = revised.Placement;
        if (placement.Verdict is { } verdict)
        {
            (placed.OfId, placed.CopyScore, placed.Passages) = (placement.Of, verdict.Score, verdict.Passages);
            placed.Relation = placement.Relation is CopyRelation.Partial ? StoryRelation.Partial : placed.Relation;
            placed.Why = [.. placed.Why.Union(placement.Why)];
        }

        placed.Sequence = sequence.Next();
        _changed.Add(placed.StoryId);
        if (placement.Story != placed.StoryId)
        {
            _changed.Add(placement.Story);
            _movedTo[placed.StoryId] = placement.Story;
        }

        if (placement.CopyGroup != placed.CopyGroup || revised.IsTooShort != placed.IsTooShort)
        {
            _regrouped.Add(article.Id);
        }

        (placed.StoryId, placed.CopyGroup, placed.IsTooShort) = (placement.Story, placement.CopyGroup, revised.IsTooShort);
    }

    /// <summary>
    /// Writes what a repair, or a person, moved. A story that lost all its articles redirects to where the last of them went. Nothing of it is new to a
    /// reader: the articles keep the numbers of their changes.
    /// </summary>
    public async Task MoveAsync(IReadOnlyList<StoryMove> moves, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moves);
        foreach (var move in moves)
        {
            var placed = await db.Set<StoryArticle>().FindAsync([move.Article], cancellationToken)
                ?? throw new InvalidOperationException($"article {move.Article} was moved, but has no place");
            var story = await db.Set<Story>().FindAsync([move.To], cancellationToken);
            if (story is null)
            {
                var article = await db.Set<Article>().FindAsync([move.Article], cancellationToken);
                Open(move.To, article!, StoryInput.LanguageOf(article!.Language));
            }
            else
            {
                story.MergedIntoId = null;
            }

            placed.StoryId = move.To;
            _changed.Add(move.From);
            _changed.Add(move.To);
            _movedTo[move.From] = move.To;
        }
    }

    /// <summary>
    /// Does what a person said about two texts, or undoes it; the label keeps where the articles stood before, and goes once it is undone.
    /// </summary>
    /// <returns>False where one of them left the window: nothing can be done any more.</returns>
    public async Task<bool> CarryOutAsync(CopyLabel label, StoryIndex index, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(index);
        var (first, second) = (label.FirstArticleId, label.SecondArticleId);
        label.CarriedOutAt = now;
        if (label.IsTakenBack)
        {
            db.Remove(label);
        }

        if (!index.Holds(first) || !index.Holds(second))
        {
            return false;
        }

        var (copies, stories) = label.IsTakenBack
            ? index.UndoCopy(first, second, label.Former ?? [])
            : index.DecideCopy(first, second, label.Relation);
        var why = label.IsTakenBack ? null
            : $"{ByHand}{label.Author} says that {first} and {second} are {Said(label.Relation)}{(label.Reason.Length > 0 ? ": " : "")}{label.Reason}";
        await MoveAsync(stories, cancellationToken);
        var former = await RegroupAsync(copies, why, cancellationToken);
        label.Former ??= former;
        return true;
    }

    private static string Said(CopyRelation relation) => relation switch
    {
        CopyRelation.Copy => "one text",
        CopyRelation.Partial => "two texts with shared passages",
        _ => "two texts",
    };

    /// <summary>Writes to whose copies articles belong now, and what they take from whom; answers where they stood.</summary>
    private async Task<List<CopyMove>> RegroupAsync(IReadOnlyList<CopyMove> moves, string? why, CancellationToken cancellationToken)
    {
        var former = new List<CopyMove>();
        foreach (var move in moves)
        {
            var placed = await db.Set<StoryArticle>().FindAsync([move.Article], cancellationToken)
                ?? throw new InvalidOperationException($"article {move.Article} was moved, but has no place");
            former.Add(new CopyMove(placed.ArticleId, placed.CopyGroup, placed.OfId, placed.Relation is StoryRelation.Partial));
            placed.CopyGroup = move.CopyGroup;
            placed.OfId = move.Of;
            (placed.CopyScore, placed.Passages) = (0, []);
            placed.Relation = move.IsPartial ? StoryRelation.Partial : StoryRelation.Report;
            placed.Kind = placed.Kind is CopyKind.RoundUp ? CopyKind.RoundUp : null;
            placed.Why = [.. placed.Why.Where(one => !one.StartsWith(ByHand, StringComparison.Ordinal)), .. why is null ? [] : (string[])[why]];
            placed.Sequence = sequence.Next();
            _changed.Add(placed.StoryId);
            _regrouped.Add(placed.ArticleId);
        }

        return former;
    }

    private void Open(long id, Article article, string language) => db.Add(new Story
    {
        Id = id,
        Title = article.Title,
        LeadArticleId = article.Id,
        Language = language,
        FirstSeenAt = article.AppearedAt,
        LastSeenAt = article.AppearedAt,
    });

    /// <summary>Brings the stories that changed up to date; to be called once, after the rows of their articles were saved.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var stories = await db.Set<Story>().Where(story => _changed.Contains(story.Id)).ToListAsync(cancellationToken);
        var places = db.Set<StoryArticle>().Where(placed => _changed.Contains(placed.StoryId));
        var rows = await places.ToDictionaryAsync(placed => placed.ArticleId, cancellationToken);
        // Of the articles what is told of them, not their texts: a running story has hundreds.
        var heads = await places
            .Select(placed => new
            {
                placed.ArticleId,
                placed.Article!.Outlet,
                placed.Article.Title,
                placed.Article.AppearedAt,
                placed.Article.Past,
                placed.Article.SummaryOnly,
            })
            .ToListAsync(cancellationToken);
        var byStory = heads
            .Select(head => new Member(rows[head.ArticleId], head.Outlet, head.Title, head.AppearedAt, head.Past, head.SummaryOnly))
            .ToLookup(member => member.Placed.StoryId);
        foreach (var story in stories.OrderBy(story => story.Id))
        {
            Complete(story, [.. byStory[story.Id].OrderBy(member => member.AppearedAt).ThenBy(member => member.Placed.ArticleId)]);
        }
    }

    private static IEnumerable<string> ChangesSince(ArticleRevision former, Article article)
    {
        if (former.Title != article.Title)
        {
            yield return $"headline: \"{former.Title}\" became \"{article.Title}\"";
        }

        if (former.Text != article.Text)
        {
            yield return $"text: {former.Text.Length} characters became {article.Text.Length}";
        }
    }

    private void Complete(Story story, List<Member> articles)
    {
        story.Sequence = sequence.Next();
        if (articles.Count == 0)
        {
            story.MergedIntoId = _movedTo[story.Id];
            (story.Articles, story.Outlets, story.Copies, story.IndependentReports) = (0, 0, 0, 0);
            return;
        }

        var groups = articles.GroupBy(member => member.Placed.CopyGroup).Select(group => group.ToList()).ToList();
        groups.ForEach(NameOriginal);
        var lead = Lead(groups);
        story.Title = lead.Title;
        story.LeadArticleId = lead.Placed.ArticleId;
        story.FirstSeenAt = articles[0].AppearedAt;
        story.LastSeenAt = articles[^1].AppearedAt;
        story.Articles = articles.Count;
        story.Outlets = articles.Select(member => member.Outlet).Distinct().Count();
        story.Copies = articles.Count(member => member.Placed.Kind is CopyKind.Syndicated);
        story.IndependentReports = IndependentReports(groups);
        story.Past = articles.TrueForAll(member => member.Past);
    }

    /// <summary>
    /// Groups of copies, without round-ups; of those too short to tell one counts, and only where nothing longer does.
    /// </summary>
    private static int IndependentReports(List<List<Member>> groups)
    {
        var reports = groups.FindAll(group => !group.TrueForAll(member => member.Placed.Kind is CopyKind.RoundUp));
        var told = reports.Count(group => group.Exists(member => !member.Placed.IsTooShort));
        return told > 0 ? told : Math.Min(reports.Count, 1);
    }

    /// <summary>The wire's own article, or the earliest of a group, is its original and stands first, the others are copies; alone it is a report.</summary>
    private void NameOriginal(List<Member> group)
    {
        var first = Agencies.OriginalOf(group, member => member.Outlet, member => member.Placed.Origin);
        group.Remove(first);
        group.Insert(0, first);
        var original = first.Placed;
        foreach (var member in group)
        {
            var placed = member.Placed;
            var relation = !ReferenceEquals(placed, original) ? StoryRelation.Copy
                : group.Count > 1 ? StoryRelation.Original
                : placed.Relation is StoryRelation.Partial ? StoryRelation.Partial
                : StoryRelation.Report;
            CopyKind? kind = relation is not StoryRelation.Copy ? (placed.Kind is CopyKind.RoundUp ? CopyKind.RoundUp : null)
                : member.Outlet == first.Outlet ? CopyKind.Revision
                : CopyKind.Syndicated;
            if (relation is StoryRelation.Copy && placed.OfId is null)
            {
                TakeEvidenceFrom(placed, original);
            }

            if (placed.Relation != relation || placed.Kind != kind)
            {
                (placed.Relation, placed.Kind, placed.Sequence) = (relation, kind, sequence.Next());
                _regrouped.Add(placed.ArticleId);
            }
        }

        if (original.Relation is StoryRelation.Original)
        {
            (original.OfId, original.CopyScore, original.Passages) = (null, 0, []);
        }
    }

    /// <summary>The original came later than its copy: the evidence stands with it, seen from the other side.</summary>
    private static void TakeEvidenceFrom(StoryArticle copy, StoryArticle original)
    {
        copy.OfId = original.ArticleId;
        if (original.OfId == copy.ArticleId)
        {
            copy.CopyScore = original.CopyScore;
            copy.Passages = [.. original.Passages.Select(passage => new AlignedPassage(passage.Second, passage.First, passage.Likeness))];
        }
    }

    /// <summary>The report that most others copied, and of those the earliest; one that was read in full before one that was not.</summary>
    private static Member Lead(List<List<Member>> groups) =>
        groups.OrderBy(group => group[0].SummaryOnly)
            .ThenBy(group => group[0].Placed.Relation is StoryRelation.Partial)
            .ThenByDescending(group => group.Count)
            .ThenBy(group => group[0].AppearedAt)
            .ThenBy(group => group[0].Placed.ArticleId)
            .First()[0];

    /// <summary>An article of a story: its row, and what is told of it.</summary>
    private sealed record Member(StoryArticle Placed, string Outlet, string Title, DateTimeOffset AppearedAt, bool Past, bool SummaryOnly);
}
