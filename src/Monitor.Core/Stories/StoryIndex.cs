using System.Globalization;

namespace Monitor.Stories;

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

    /// <summary>After so many articles all stories of the window are looked at again: term weights have moved under all of them.</summary>
    public const int ArticlesBetweenFullRepairs = 5000;

    private const int AlignedMax = 8;
    private const double AlignBodyMin = 0.25;
    private const int StoriesTried = 8;

    private readonly StoriesOptions _options;
    private readonly SentenceAlignment _alignment;
    private readonly OwnTextCache _texts;
    private readonly CandidateIndex _candidates;
    private readonly StoryBook _book;

    /// <param name="loadText">Loads an own text that is no longer in memory; null where it is gone.</param>
    public StoryIndex(StoriesOptions options, Func<long, AlignableText?> loadText)
        : this(options, loadText, new BoilerplateMemory(), new TermStatistics())
    {
    }

    /// <summary>An index that goes on from stored states; its articles follow by <see cref="Restore"/>.</summary>
    public StoryIndex(StoriesOptions options, Func<long, AlignableText?> loadText, BoilerplateMemory boilerplate, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _alignment = new SentenceAlignment(options);
        _texts = new OwnTextCache(options.TextsInMemory, loadText);
        Boilerplate = boilerplate;
        Statistics = statistics;
        _candidates = new CandidateIndex(options, statistics);
        _book = new StoryBook(statistics);
    }

    public BoilerplateMemory Boilerplate { get; }

    public TermStatistics Statistics { get; }

    public int Articles => _book.Articles;

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
        Statistics.Prepare(profile.Terms);
        var near = _candidates.Near(profile).ConvertAll(other => new Neighbour(other, _book.Likeness(profile, other.Profile)));
        var (copied, partial) = Aligned(profile, text, near);
        var placement = copied ?? Joined(profile, near, partial);
        var isCounted = placement.Relation is not CopyRelation.Copy;
        var opensStory = placement.Story == _book.NextStory;
        Boilerplate.Learn(own.Terms.Words, profile.Host, profile.Published);
        _texts.Keep(profile.Id, text);
        Restore(profile, placement.Story, placement.CopyGroup, isChanged: true);
        if (isCounted)
        {
            CountTerms(profile);
        }

        return new PlacedArticle(placement, own, profile, isCounted, opensStory);
    }

    /// <summary>Takes the changed text of an article that has its place. What it repeats teaches nothing new.</summary>
    public PlacedArticle Revise(StoryInput input, long story, long copyGroup)
    {
        var (own, profile) = Read(input);
        if (_book.Remove(input.Id) is { } former)
        {
            _candidates.Remove(former);
        }

        _texts.Keep(profile.Id, AlignableText.Of(own));
        Restore(profile, story, copyGroup, isChanged: true);
        return new PlacedArticle(new Placement(story, copyGroup, CopyRelation.None, null, null, 1, []), own, profile, IsCounted: false, OpensStory: false);
    }

    /// <summary>Takes an article up again in the place that it had.</summary>
    /// <param name="isChanged">Whether the next <see cref="Repair"/> has to look at its story.</param>
    public void Restore(ArticleProfile profile, long story, long copyGroup, bool isChanged)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var article = _book.Add(profile, story, copyGroup, isChanged);
        _candidates.Add(article);
        foreach (var old in _candidates.TakeOld())
        {
            _book.Remove(old.Profile.Id);
        }
    }

    /// <summary>
    /// Looks again at the stories that changed since the last pass: merges those that turned out to be one, moves articles that fit another better,
    /// parts those that fit no longer. Answers what changed, in order.
    /// </summary>
    /// <param name="everything">Whether all stories of the window are looked at, not only those that changed.</param>
    public IReadOnlyList<StoryMove> Repair(bool everything) => _book.Repair(_candidates.Near, everything);

    /// <summary>Puts two articles' stories together, or parts them, and holds to it.</summary>
    public IReadOnlyList<StoryMove> Decide(long firstArticle, long secondArticle, bool sameStory) => _book.Decide(firstArticle, secondArticle, sameStory);

    /// <summary>Whether an article is still in the window.</summary>
    public bool Holds(long article) => _book.Holds(article);

    /// <summary>Holds to a decision that was carried out before.</summary>
    public void Hold(long firstArticle, long secondArticle, bool sameStory) => _book.Hold(firstArticle, secondArticle, sameStory);

    /// <summary>Compares two articles as if both were known: the copy verdict, and whether they report the same event.</summary>
    public (CopyVerdict Copy, StoryLikeness Story) Compare(StoryInput first, StoryInput second)
    {
        var (a, b) = (Read(first), Read(second));
        return (_alignment.Compare(AlignableText.Of(a.Own), AlignableText.Of(b.Own)), StoryLikeness.Of(a.Profile, b.Profile, Statistics));
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

    /// <summary>The best copy verdict among the neighbours, and the best finding of partial reuse.</summary>
    private (Placement? Copied, (long Of, CopyVerdict Verdict)? Partial) Aligned(ArticleProfile profile, AlignableText text, List<Neighbour> near)
    {
        Placement? copied = null;
        (long Of, CopyVerdict Verdict)? partial = null;
        var likely = near
            .Where(one => one.Likeness.Body >= AlignBodyMin || MinHash.Resemblance(profile.Signature, one.Article.Profile.Signature) >= 0.1)
            .OrderByDescending(one => one.Likeness.Body)
            .Take(AlignedMax);
        foreach (var (other, _) in likely)
        {
            if ((profile.IsSummary && other.Profile.IsSummary) || _texts.Find(other.Profile.Id) is not { } otherText)
            {
                continue;
            }

            var verdict = _alignment.Compare(text, otherText);
            if (verdict.Relation is CopyRelation.Copy && verdict.Score > (copied?.Verdict!.Score ?? 0))
            {
                copied = new Placement(
                    other.Story, other.CopyGroup, CopyRelation.Copy, other.Profile.Id, verdict, verdict.Score,
                    [string.Create(CultureInfo.InvariantCulture, $"{verdict.Score:P0} of the shorter text comes again, in {verdict.Passages.Count} passages")]);
            }
            else if (verdict.Relation is CopyRelation.Partial && verdict.Score > (partial?.Verdict.Score ?? 0))
            {
                partial = (other.Profile.Id, verdict);
            }
        }

        return (copied, partial);
    }

    private Placement Joined(ArticleProfile profile, List<Neighbour> near, (long Of, CopyVerdict Verdict)? partial)
    {
        var tried = near
            .OrderByDescending(one => one.Likeness.Evidence)
            .Select(one => one.Article.Story)
            .Distinct()
            .Take(StoriesTried)
            .Select(story => (Story: story, Evidence: _book.Evidence(profile, story)))
            .OrderByDescending(one => one.Evidence)
            .ToList();
        var best = tried.Count > 0 && tried[0].Evidence >= _options.JoinEvidenceMin ? tried[0] : (Story: _book.NextStory, Evidence: StoryLikeness.EvidenceMax);
        var why = tried.Take(3).Select(one => Reason(profile, one.Story, one.Evidence, one.Story == best.Story)).ToList();
        if (best.Story == _book.NextStory)
        {
            why.Insert(0, "no story is near enough");
        }

        var relation = partial is null ? CopyRelation.None : CopyRelation.Partial;
        return new Placement(best.Story, profile.Id, relation, partial?.Of, partial?.Verdict, StoryLikeness.ScoreOf(best.Evidence), why);
    }

    private string Reason(ArticleProfile profile, long story, double evidence, bool joined)
    {
        var nearest = _book.Nearest(profile, story);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(joined ? "joined" : "kept out of")} story {story} (evidence {evidence:+0.0;-0.0;0}): nearest article {nearest.Article.Profile.Id}, {nearest.Likeness}");
    }
}

/// <summary>An article of the index beside the one at hand.</summary>
internal readonly record struct Neighbour(IndexedArticle Article, StoryLikeness Likeness);

/// <summary>An article in the index.</summary>
internal sealed class IndexedArticle(ArticleProfile profile, long story, long copyGroup)
{
    public ArticleProfile Profile { get; } = profile;

    public long Story { get; set; } = story;

    public long CopyGroup { get; } = copyGroup;

    /// <summary>Its place in the candidate index.</summary>
    public int Place { get; set; }

    /// <summary>The first of its copy group: copies follow it and have no voice of their own.</summary>
    public bool IsReport => CopyGroup == Profile.Id;
}
