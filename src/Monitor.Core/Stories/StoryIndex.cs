using System.Globalization;

namespace Monitor.Stories;

/// <summary>
/// The articles of the window with their copy groups and stories. Articles are added one at a time, in order; each is placed at once. The index has
/// no clock: time is what the articles say.
/// </summary>
public sealed class StoryIndex
{
    /// <summary>So many articles stay whatever their date, so that an archive that is read late is grouped too.</summary>
    public const int RecentArticles = 20_000;

    private const int CandidatesMax = 24;
    private const int QueryTerms = 48;
    private const double AlignBodyMin = 0.25;

    private readonly StoriesOptions _options;
    private readonly SentenceAlignment _alignment;
    private readonly OwnTextCache _texts;
    private readonly Dictionary<uint, List<Member>> _postings = [];
    private readonly Dictionary<long, Member> _members = [];
    private readonly Dictionary<long, List<Member>> _stories = [];

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
    }

    public BoilerplateMemory Boilerplate { get; }

    public TermStatistics Statistics { get; }

    public int Articles => _members.Count;

    /// <summary>Places an article and remembers it.</summary>
    public PlacedArticle Add(StoryInput input)
    {
        var (own, profile) = Read(input);
        var text = AlignableText.Of(own);
        var likenesses = Candidates(profile)
            .Select(candidate => (candidate, Likeness: StoryLikeness.Of(profile, candidate.Profile, Statistics)))
            .ToList();
        var placement = Copied(profile, text, likenesses) ?? Joined(profile, likenesses) ?? Opened(profile);
        var isCounted = !_stories.ContainsKey(placement.Story);
        Boilerplate.Learn(own.Terms.Words, profile.Host, profile.Published);
        _texts.Keep(profile.Id, text);
        Restore(profile, placement.Story, placement.CopyGroup);
        if (isCounted)
        {
            CountTerms(profile);
        }

        return new PlacedArticle(placement, own, profile, isCounted);
    }

    /// <summary>Takes the changed text of an article that has its place. What it repeats teaches nothing new.</summary>
    public PlacedArticle Revise(StoryInput input, long story, long copyGroup)
    {
        var (own, profile) = Read(input);
        Forget(input.Id);
        _texts.Keep(profile.Id, AlignableText.Of(own));
        Restore(profile, story, copyGroup);
        return new PlacedArticle(new Placement(story, copyGroup, CopyRelation.None, null, null, 1, []), own, profile, IsCounted: false);
    }

    /// <summary>Takes an article up again in the place that it had.</summary>
    public void Restore(ArticleProfile profile, long story, long copyGroup)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var member = new Member(profile, story, copyGroup);
        _members[profile.Id] = member;
        if (!_stories.TryGetValue(story, out var members))
        {
            _stories[story] = members = [];
        }

        if (copyGroup == profile.Id)
        {
            members.Add(member);
        }

        foreach (var term in profile.Terms)
        {
            if (!CommonWords.IsFunction(term.Term))
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_postings, term.Term, out _) ??= [];
                _postings[term.Term].Add(member);
            }
        }
    }

    private void Forget(long id)
    {
        if (!_members.Remove(id, out var member))
        {
            return;
        }

        _stories[member.Story].Remove(member);
        foreach (var term in member.Profile.Terms)
        {
            if (_postings.TryGetValue(term.Term, out var members))
            {
                members.Remove(member);
            }
        }
    }

    /// <summary>Compares two articles as if both were known: the copy verdict, and whether they report the same event.</summary>
    public (CopyVerdict Copy, StoryLikeness Story) Compare(StoryInput first, StoryInput second)
    {
        var (a, b) = (Read(first), Read(second));
        return (_alignment.Compare(AlignableText.Of(a.Own), AlignableText.Of(b.Own)), StoryLikeness.Of(a.Profile, b.Profile, Statistics));
    }

    /// <summary>Cuts own text from boilerplate by what the index knows now.</summary>
    public OwnText OwnTextOf(StoryInput input) => Read(input).Own;

    /// <summary>Learns what pages repeat and how common terms are, without placing the article.</summary>
    public void Learn(StoryInput input)
    {
        var (own, profile) = Read(input);
        Boilerplate.Learn(own.Terms.Words, profile.Host, profile.Published);
        CountTerms(profile);
    }

    /// <summary>Counts the terms of a story by its first article.</summary>
    public void CountTerms(ArticleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Statistics.AddStory();
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

    private List<Member> Candidates(ArticleProfile profile)
    {
        var scores = new Dictionary<Member, double>(ReferenceEqualityComparer.Instance);
        foreach (var (term, weight) in profile.Terms
            .Select(term => (term.Term, Weight: Statistics.Weight(term.Term) * (1 + Math.Log(term.Count)) * (term.Zones != 0 ? 2.0 : 1)))
            .OrderByDescending(term => term.Weight)
            .Take(QueryTerms))
        {
            foreach (var member in _postings.GetValueOrDefault(term) ?? [])
            {
                if (member.Profile.Language == profile.Language && InWindow(member.Profile, profile))
                {
                    scores[member] = scores.GetValueOrDefault(member) + weight;
                }
            }
        }

        return [.. scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key.Profile.Id).Take(CandidatesMax).Select(score => score.Key)];
    }

    private bool InWindow(ArticleProfile first, ArticleProfile second) =>
        first.Published is not { } one || second.Published is not { } other || (one - other).Duration() <= _options.Window;

    private Placement? Copied(ArticleProfile profile, AlignableText text, List<(Member Member, StoryLikeness Likeness)> candidates)
    {
        Placement? best = null;
        foreach (var (other, likeness) in candidates)
        {
            if (likeness.Words.Body < AlignBodyMin || (profile.IsSummary && other.Profile.IsSummary) || _texts.Find(other.Profile.Id) is not { } otherText)
            {
                continue;
            }

            var verdict = _alignment.Compare(text, otherText);
            if (verdict.Relation is CopyRelation.Copy && verdict.Score > (best?.Verdict!.Score ?? 0))
            {
                best = new Placement(
                    other.Story, other.CopyGroup, CopyRelation.Copy, other.Profile.Id, verdict, verdict.Score,
                    [string.Create(CultureInfo.InvariantCulture, $"{verdict.Score:0.00} of the shorter text comes again")]);
            }
        }

        return best;
    }

    private Placement? Joined(ArticleProfile profile, List<(Member Member, StoryLikeness Likeness)> candidates)
    {
        Placement? best = null;
        foreach (var story in candidates.Select(candidate => candidate.Member.Story).Distinct())
        {
            var score = _stories[story].Average(member => StoryLikeness.Of(profile, member.Profile, Statistics).Score);
            if (score >= _options.StoryScoreMin && score > (best?.Score ?? 0))
            {
                best = new Placement(
                    story, profile.Id, CopyRelation.None, null, null, score,
                    [string.Create(CultureInfo.InvariantCulture, $"{score:0.00} like the articles of the story on average")]);
            }
        }

        return best;
    }

    private static Placement Opened(ArticleProfile profile) =>
        new(profile.Id, profile.Id, CopyRelation.None, null, null, 1, ["no story is near enough"]);

    private sealed class Member(ArticleProfile profile, long story, long copyGroup)
    {
        public ArticleProfile Profile { get; } = profile;

        public long Story { get; set; } = story;

        public long CopyGroup { get; set; } = copyGroup;
    }
}
