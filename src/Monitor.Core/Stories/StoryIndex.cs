using System.Globalization;

namespace Monitor.Stories;

/// <summary>
/// The articles of the window with their copy groups and stories. Articles are added one at a time, in order; each is placed at once. The index has
/// no clock: time is what the articles say.
/// </summary>
public sealed class StoryIndex(StoriesOptions options)
{
    private const int CandidatesMax = 24;
    private const int QueryTerms = 32;
    private const double AlignBodyMin = 0.25;

    private readonly Dictionary<uint, List<int>> _postings = [];
    private readonly List<Member> _members = [];
    private readonly Dictionary<long, List<int>> _stories = [];
    private readonly SentenceAlignment _alignment = new(options);

    public BoilerplateMemory Boilerplate { get; } = new();

    public TermStatistics Statistics { get; } = new();

    /// <summary>Places an article and remembers it.</summary>
    public Placement Add(StoryInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var member = Read(input);
        var likenesses = Candidates(member.Profile)
            .Select(slot => (Slot: slot, Likeness: StoryLikeness.Of(member.Profile, _members[slot].Profile, Statistics)))
            .ToList();
        var placement = Copied(member, likenesses) ?? Joined(member, likenesses) ?? Opened(member);
        Remember(member, placement);
        return placement;
    }

    /// <summary>Compares two articles as if both were known: the copy verdict, and whether they report the same event.</summary>
    public (CopyVerdict Copy, StoryLikeness Story) Compare(StoryInput first, StoryInput second)
    {
        var (a, b) = (Read(first), Read(second));
        return (_alignment.Compare(a.Alignable, b.Alignable, Statistics), StoryLikeness.Of(a.Profile, b.Profile, Statistics));
    }

    /// <summary>Learns what pages repeat and how common terms are, without placing the article.</summary>
    public void Learn(StoryInput input)
    {
        var member = Read(input);
        Boilerplate.Learn(member.Own.Terms.Words, member.Profile.Host, input.Published);
        Statistics.AddStory();
        foreach (var term in member.Profile.Terms)
        {
            Statistics.Add(term.Term);
        }
    }

    private Member Read(StoryInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var host = StableHash.Of(input.Host);
        var own = OwnText.Of(input.Text, Boilerplate, host, input.Published);
        var profile = ArticleProfile.Of(input.Id, own, host, input.Language, input.Published, input.Actors);
        return new Member(profile, AlignableText.Of(own), own);
    }

    private List<int> Candidates(ArticleProfile profile)
    {
        var scores = new Dictionary<int, double>();
        foreach (var (term, weight) in profile.Terms.Select(term => (term.Term, Weight: (double)Statistics.Weight(term.Term))).OrderByDescending(term => term.Weight).Take(QueryTerms))
        {
            foreach (var slot in _postings.GetValueOrDefault(term) ?? [])
            {
                if (_members[slot].Profile.Language == profile.Language && InWindow(_members[slot].Profile, profile))
                {
                    scores[slot] = scores.GetValueOrDefault(slot) + (weight * weight);
                }
            }
        }

        return [.. scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key).Take(CandidatesMax).Select(score => score.Key)];
    }

    private bool InWindow(ArticleProfile first, ArticleProfile second) =>
        first.Published is not { } one || second.Published is not { } other || (one - other).Duration() <= options.Window;

    private Placement? Copied(Member member, List<(int Slot, StoryLikeness Likeness)> candidates)
    {
        Placement? best = null;
        foreach (var (slot, likeness) in candidates.Where(candidate => candidate.Likeness.Words.Body >= AlignBodyMin))
        {
            var other = _members[slot];
            var verdict = _alignment.Compare(member.Alignable, other.Alignable, Statistics);
            if (verdict.Relation is CopyRelation.Copy && verdict.Score > (best?.Verdict!.Score ?? 0))
            {
                best = new Placement(
                    other.Placement!.Story, other.Placement.CopyGroup, CopyRelation.Copy, other.Profile.Id, verdict, verdict.Score,
                    [string.Create(CultureInfo.InvariantCulture, $"{verdict.Score:0.00} of the shorter text comes again")]);
            }
        }

        return best;
    }

    private Placement? Joined(Member member, List<(int Slot, StoryLikeness Likeness)> candidates)
    {
        Placement? best = null;
        foreach (var story in candidates.Select(candidate => _members[candidate.Slot].Placement!.Story).Distinct())
        {
            var score = _stories[story].Average(slot => StoryLikeness.Of(member.Profile, _members[slot].Profile, Statistics).Score);
            if (score >= options.StoryScoreMin && score > (best?.Score ?? 0))
            {
                best = new Placement(
                    story, member.Profile.Id, CopyRelation.None, null, null, score,
                    [string.Create(CultureInfo.InvariantCulture, $"{score:0.00} like the articles of the story on average")]);
            }
        }

        return best;
    }

    private static Placement Opened(Member member) =>
        new(member.Profile.Id, member.Profile.Id, CopyRelation.None, null, null, 1, ["no story is near enough"]);

    private void Remember(Member member, Placement placement)
    {
        member.Placement = placement;
        var slot = _members.Count;
        _members.Add(member);
        Boilerplate.Learn(member.Own.Terms.Words, member.Profile.Host, member.Profile.Published);
        var isNew = !_stories.TryGetValue(placement.Story, out var story);
        story ??= _stories[placement.Story] = [];
        if (placement.Relation is not CopyRelation.Copy)
        {
            story.Add(slot);
        }

        if (isNew)
        {
            Statistics.AddStory();
        }

        foreach (var term in member.Profile.Terms)
        {
            if (isNew)
            {
                Statistics.Add(term.Term);
            }

            if (!CommonWords.IsFunction(term.Term))
            {
                if (!_postings.TryGetValue(term.Term, out var postings))
                {
                    _postings[term.Term] = postings = [];
                }

                postings.Add(slot);
            }
        }
    }

    private sealed record Member(ArticleProfile Profile, AlignableText Alignable, OwnText Own)
    {
        public Placement? Placement { get; set; }
    }
}
