using System.Globalization;
using Monitor.Stories.Copies;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// The articles of the window with their copy groups and stories. Articles are added one at a time, in order; each is placed at once. The index has
/// no clock: time is what the articles say. The same articles in the same order give the same stories.
/// </summary>
public sealed class StoryIndex
{
    /// <summary>So many articles stay whatever their date, so that an archive that is read late is grouped too.</summary>
    public const int RecentArticles = 20_000;

    /// <summary>After so many articles the stories that changed are looked at again. A count and not a clock: a worker that takes over does the same.</summary>
    public const int ArticlesBetweenRepairs = 50;

    /// <summary>
    /// So many stories that did not change are looked at with them, in turn: term weights move under all of them. A little at each pass, since all at once
    /// would take the longer the more there are.
    /// </summary>
    private const int StoriesInTurn = 8;

    private const int AlignedMax = 5;

    /// <summary>Who holds nearly all of a text is copied: nobody holds much more.</summary>
    private const double SureCopyScore = 0.95;

    private const double AlignBodyMin = 0.25;
    private const int StoriesTried = 5;

    private readonly StoriesOptions _options;
    private readonly CopyDecision _alignment;
    private readonly OwnTextCache _texts;
    private readonly TermPages _pages = new();
    private readonly ComparedArticle _compared;
    private readonly CandidateIndex _candidates;
    private readonly StoryBook _book;

    /// <param name="loadText">Loads an own text that is no longer in memory; null where it is gone.</param>
    public StoryIndex(StoriesOptions options, Func<long, AlignableText?> loadText)
        : this(options, loadText, new BoilerplateMemory((options ?? throw new ArgumentNullException(nameof(options))).BoilerplateRunsMax), new TermStatistics())
    {
    }

    /// <summary>An index that goes on from stored states; its articles follow by <see cref="Restore"/>.</summary>
    public StoryIndex(StoriesOptions options, Func<long, AlignableText?> loadText, BoilerplateMemory boilerplate, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _alignment = new CopyDecision(options);
        _texts = new OwnTextCache(options.TextsInMemory, loadText);
        Boilerplate = boilerplate;
        Statistics = statistics;
        _compared = new ComparedArticle(statistics);
        _candidates = new CandidateIndex(options);
        _book = new StoryBook(_compared);
    }

    public BoilerplateMemory Boilerplate { get; }

    public TermStatistics Statistics { get; }

    public int Articles => _candidates.Articles;

    /// <summary>The number that the next new story gets.</summary>
    public long NextStory
    {
        get => _book.NextStory;
        set => _book.NextStory = value;
    }

    /// <summary>Places an article and remembers it.</summary>
    public PlacedArticle Add(StoryInput input)
    {
        var (own, profile) = Read(input);
        var text = AlignableText.Of(own);
        var article = new IndexedArticle(profile, _pages);
        _compared.Take(article);
        var (sameLanguage, abroad) = _candidates.Near(_compared);
        var near = sameLanguage.ConvertAll(other => new Neighbour(other, _compared.LikenessTo(other)));
        var (copied, partial, apart) = Aligned(article, text, near);
        article.Apart = profile.Apart = apart;
        var placement = copied ?? Joined(article, own, near, partial, abroad);
        var isCounted = placement.Relation is not CopyRelation.Copy;
        var opensStory = placement.Story == _book.NextStory;
        Boilerplate.Learn(own.Terms.Words, profile.Host, profile.Published);
        _texts.Keep(profile.Id, text);
        Take(article, placement.Story, placement.CopyGroup, isChanged: true);
        if (isCounted)
        {
            CountTerms(profile);
        }

        return new PlacedArticle(placement, own, profile, isCounted, opensStory, IsTooShort(profile));
    }

    /// <summary>
    /// Takes the changed text of an article that has its place. What it repeats teaches nothing new. One of which only a summary was known, and that now was
    /// read in full, is looked at once more: it may turn out to be a copy.
    /// </summary>
    public PlacedArticle Revise(StoryInput input, long story, long copyGroup)
    {
        var (own, profile) = Read(input);
        var text = AlignableText.Of(own);
        var placement = new Placement(story, copyGroup, CopyRelation.None, null, null, 1, []);
        _compared.Clear();
        if (_book.Find(input.Id) is { } article)
        {
            var isReadInFull = article.IsSummary && !profile.IsSummary;
            _candidates.Replace(article, profile, _pages);
            if (isReadInFull && article.IsFirst && _book.IsFree(article))
            {
                placement = ReadInFull(article, text, placement);
            }

            _book.Change(article);
        }

        _texts.Keep(profile.Id, text);
        return new PlacedArticle(placement, own, profile, IsCounted: false, OpensStory: false, IsTooShort(profile));
    }

    private bool IsTooShort(ArticleProfile profile) => profile.OwnWords - profile.TitleWords < _options.OwnWordsMin;

    /// <summary>Takes an article up again in the place that it had.</summary>
    /// <param name="isChanged">Whether the next <see cref="Repair"/> has to look at its story.</param>
    public void Restore(ArticleProfile profile, long story, long copyGroup, bool isChanged)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Take(new IndexedArticle(profile, _pages), story, copyGroup, isChanged);
    }

    /// <summary>
    /// Looks again at the stories that changed since the last pass, and at a few others in turn: merges those that turned out to be one, moves articles
    /// that fit another better, parts those that fit no longer. Answers what changed, in order.
    /// </summary>
    /// <param name="articles">How many articles were added in all; what is in turn follows from it.</param>
    public IReadOnlyList<StoryMove> Repair(long articles)
    {
        var oldest = _candidates.OldestStory;
        var step = Math.Max(1, (NextStory - oldest) / StoriesInTurn);
        for (var story = oldest + (articles / ArticlesBetweenRepairs % step); story < NextStory; story += step)
        {
            _book.LookAgain(story);
        }

        return _book.Repair(_candidates.Near);
    }

    /// <summary>Looks again at all stories of the window.</summary>
    public IReadOnlyList<StoryMove> RepairAll() => _book.RepairAll(_candidates.Near);

    /// <summary>Puts two articles' stories together, or parts them, and holds to it.</summary>
    public IReadOnlyList<StoryMove> Decide(long firstArticle, long secondArticle, bool sameStory) => _book.Decide(firstArticle, secondArticle, sameStory);

    /// <summary>Makes an article a copy of another's group, or takes it out of it, and holds to it.</summary>
    public (IReadOnlyList<CopyMove> Copies, IReadOnlyList<StoryMove> Stories) DecideCopy(long firstArticle, long secondArticle, CopyRelation relation) =>
        _book.DecideCopy(firstArticle, secondArticle, relation);

    /// <summary>Puts articles back where they stood before something was said about two texts, and holds to it no longer.</summary>
    public (IReadOnlyList<CopyMove> Copies, IReadOnlyList<StoryMove> Stories) UndoCopy(
        long firstArticle, long secondArticle, IReadOnlyList<CopyMove> former) => _book.UndoCopy(firstArticle, secondArticle, former);

    /// <summary>Holds to what was said about two texts before.</summary>
    public void HoldCopy(long firstArticle, long secondArticle) => _book.HoldCopy(firstArticle, secondArticle);

    /// <summary>Whether an article is still in the window.</summary>
    public bool Holds(long article) => _book.Find(article) is not null;

    /// <summary>Holds to a decision that was carried out before.</summary>
    public void Hold(long firstArticle, long secondArticle, bool sameStory) => _book.Hold(firstArticle, secondArticle, sameStory);

    /// <summary>Compares two articles as if both were known: the copy verdict, and whether they report the same event.</summary>
    /// <param name="told">Takes the kinds of evidence for one event, in the order of <see cref="LikenessFeature"/>.</param>
    public (CopyVerdict Copy, StoryLikeness Story) Compare(StoryInput first, StoryInput second, List<double>? told = null)
    {
        var (a, b) = (Read(first), Read(second));
        var circumstances = Circumstances(new IndexedArticle(a.Profile, _pages), new IndexedArticle(b.Profile, _pages));
        var copy = _alignment.Compare(AlignableText.Of(a.Own), AlignableText.Of(b.Own), circumstances);
        var story = StoryLikeness.Of(a.Profile, b.Profile, Statistics, told);
        if (copy.IsAboutAnother || a.Profile.IsRoundUp || b.Profile.IsRoundUp)
        {
            story = story with { Evidence = Math.Min(story.Evidence, StoryLikeness.ApartEvidence) };
        }

        if (copy.Relation is CopyRelation.Partial && story.Evidence < _options.JoinEvidenceMin)
        {
            copy = copy with { Relation = CopyRelation.None, Because = $"{copy.Because}; what reports of two events share is background" };
        }

        return (copy, story);
    }

    /// <summary>Learns what pages repeat and how common terms are, without placing the article.</summary>
    public void Learn(StoryInput input)
    {
        var (own, profile) = Read(input);
        Boilerplate.Learn(own.Terms.Words, profile.Host, profile.Published);
        CountTerms(profile);
    }

    /// <summary>Counts the terms of a report.</summary>
    public void CountTerms(ArticleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Statistics.AddReport();
        foreach (var term in profile.Terms)
        {
            Statistics.Add(term.Term);
        }
    }

    private (OwnText Own, ArticleProfile Profile) Read(StoryInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var own = OwnText.Of(input.Text, Boilerplate, StableHash.Of(input.Host), input.Published);
        return (own, ArticleProfile.Of(input, own));
    }

    private void Take(IndexedArticle article, long story, long copyGroup, bool isChanged)
    {
        (article.Story, article.CopyGroup) = (story, copyGroup);
        _candidates.Add(article);
        _book.Add(article, isChanged);
        while (_candidates.TakeOld() is { } old)
        {
            _book.Remove(old);
        }
    }

    private Placement ReadInFull(IndexedArticle article, AlignableText text, Placement present)
    {
        _compared.Take(article);
        var near = _candidates.Near(_compared).Own.ConvertAll(other => new Neighbour(other, _compared.LikenessTo(other)));
        var (copied, partial, _) = Aligned(article, text, near);
        if (copied is null)
        {
            return partial is { } taken && taken.Of.Story == present.Story
                ? present with { Relation = CopyRelation.Partial, Of = taken.Of.Id, Verdict = taken.Verdict }
                : present;
        }

        _book.Remove(article);
        _book.LookAgain(article.Story);
        (article.Story, article.CopyGroup) = (copied.Story, copied.CopyGroup);
        _book.Add(article, isChanged: true);
        return copied with { Why = [.. copied.Why, "found when it was read in full"] };
    }

    private static CopyCircumstances Circumstances(IndexedArticle first, IndexedArticle second) => new(
        first.Host == second.Host,
        first.PublishedTicks == 0 || second.PublishedTicks == 0 ? null : TimeSpan.FromTicks(second.PublishedTicks - first.PublishedTicks).TotalDays);

    /// <summary>The best copy verdict among the neighbours, the best finding of partial reuse, and those in the same form about another thing.</summary>
    private (Placement? Copied, (IndexedArticle Of, CopyVerdict Verdict)? Partial, long[] Apart) Aligned(
        IndexedArticle article, AlignableText text, List<Neighbour> near)
    {
        var apart = new List<long>();
        Placement? copied = null;
        (IndexedArticle Of, CopyVerdict Verdict)? partial = null;
        var likely = near
            .Where(one => one.Likeness.Body >= AlignBodyMin || MinHash.Resemblance(article.Signature, one.Article.Signature) >= 0.1)
            .OrderByDescending(one => one.Likeness.Body)
            .Take(AlignedMax);
        foreach (var (other, _) in likely)
        {
            // One form filled in anew is no copy: "hacked its railways", "hacked its power grid".
            if (article.StatesAnotherIncidentThan(other) || _texts.Find(other.Id) is not { } otherText)
            {
                continue;
            }

            var verdict = _alignment.Compare(text, otherText, Circumstances(article, other));
            if (verdict.Relation is CopyRelation.Copy && verdict.Score > (copied?.Verdict!.Score ?? 0))
            {
                copied = new Placement(
                    other.Story, other.CopyGroup, CopyRelation.Copy, other.Id, verdict, verdict.Score,
                    [$"{verdict.Because}, in {verdict.Passages.Count} passages"]);
                if (verdict.Score >= SureCopyScore)
                {
                    break;
                }
            }
            else if (verdict.Relation is CopyRelation.Partial && verdict.Score > (partial?.Verdict.Score ?? 0))
            {
                partial = (other, verdict);
            }
            else if (verdict.IsAboutAnother)
            {
                apart.Add(other.Id);
            }
        }

        return (copied, partial, [.. apart]);
    }

    private Placement Joined(
        IndexedArticle article, OwnText own, List<Neighbour> near, (IndexedArticle Of, CopyVerdict Verdict)? partial, List<IndexedArticle> abroad)
    {
        var tried = near
            .OrderByDescending(one => one.Likeness.Evidence)
            .Select(one => one.Article.Story)
            .Distinct()
            .Take(StoriesTried)
            .Select(story => (Story: story, Evidence: _book.Evidence(article, story)))
            .OrderByDescending(one => one.Evidence)
            .ToList();
        var best = tried.Count > 0 && tried[0].Evidence >= _options.JoinEvidenceMin ? tried[0] : (Story: _book.NextStory, Evidence: StoryLikeness.EvidenceMax);
        var why = tried.Take(3).Select(one => Reason(article, own, one.Story, one.Evidence, one.Story == best.Story)).ToList();
        if (best.Story == _book.NextStory && _book.FirstAbroad(article, abroad) is { } told)
        {
            best = told;
            why.Insert(0, Reason(article, own, told.Story, told.Evidence, joined: true));
        }
        else if (best.Story == _book.NextStory)
        {
            why.Insert(0, "no story is near enough");
        }

        // Passages that reports of two events share are background.
        partial = partial?.Of.Story == best.Story ? partial : null;
        var relation = partial is null ? CopyRelation.None : CopyRelation.Partial;
        return new Placement(best.Story, article.Id, relation, partial?.Of.Id, partial?.Verdict, StoryLikeness.ScoreOf(best.Evidence), why);
    }

    private string Reason(IndexedArticle article, OwnText own, long story, double evidence, bool joined)
    {
        var nearest = _book.Nearest(article, story);
        var words = SharedWords.Tell(own, article, nearest.Article, Statistics);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(joined ? "joined" : "kept out of")} story {story} (evidence {evidence:+0.0;-0.0;0}): nearest article {nearest.Article.Id}, "
                + $"{nearest.Likeness}{(words.Length > 0 ? "; " : "")}{words}");
    }
}

/// <summary>An article of the index beside the one at hand.</summary>
internal readonly record struct Neighbour(IndexedArticle Article, StoryLikeness Likeness);
