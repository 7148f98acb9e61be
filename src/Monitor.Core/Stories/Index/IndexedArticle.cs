using System.Runtime.CompilerServices;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>An article in the index: what comparing needs of its <see cref="ArticleProfile"/>, and its place.</summary>
internal sealed class IndexedArticle
{
    private const int WeighedTogether = 256;

    private TermPage _page;
    private int _firstTerm;
    private int _terms;
    private SignaturePlaces _signature;
    private ulong _deedBits;
    private ArticleSums _sums;
    private int _sumsGeneration;

    public IndexedArticle(ArticleProfile profile, TermPages pages)
    {
        (Id, CopyGroup) = (profile.Id, profile.Id);
        // Thousands of articles say "en": one string for all. What a hostile feed makes up is not kept for ever.
        Language = string.IsInterned(profile.Language) ?? profile.Language;
        Take(profile, pages);
    }

    public long Id { get; }

    public string Language { get; }

    public long Story { get; set; }

    /// <summary>The id of the article that its copy group began with.</summary>
    public long CopyGroup { get; set; }

    /// <summary>Whose pages it stands on.</summary>
    public ulong Host { get; private set; }

    /// <summary>In UTC ticks; 0 where it is not known.</summary>
    public long PublishedTicks { get; private set; }

    public bool IsSummary { get; private set; }

    public bool IsRoundUp { get; private set; }

    /// <summary>Articles of which the copy stage found that they are in the same form about another thing; mostly none.</summary>
    public long[] Apart { get; set; } = [];

    public Deed[] Deeds { get; private set; } = [];

    /// <summary>What its statements blame on whom; mostly nothing.</summary>
    public StatedIncident[] Incidents { get; private set; } = [];

    /// <summary>Its copy group began with it.</summary>
    public bool IsFirst => CopyGroup == Id;

    /// <summary>The first of its copy group that is left, where the one that the group began with has left the window.</summary>
    public bool IsHeir { get; set; }

    /// <summary>Speaks for its copy group: the others follow it and have no voice of their own.</summary>
    public bool IsReport => IsFirst || IsHeir;

    /// <summary>Its number in the candidate index.</summary>
    public int Entry { get; set; }

    /// <summary>The comparison under which <see cref="Evidence"/> was found.</summary>
    public int ComparedIn { get; set; }

    public double Evidence { get; set; }

    /// <summary>Terms of content, ascending.</summary>
    public ReadOnlySpan<uint> Terms => _page.Terms.AsSpan(_firstTerm, _terms);

    public ReadOnlySpan<byte> Counts => _page.Counts.AsSpan(_firstTerm, _terms);

    public ReadOnlySpan<TermZones> Zones => _page.Zones.AsSpan(_firstTerm, _terms);

    public ReadOnlySpan<ushort> Signature => _signature;

    public ProfileTerm TermAt(int number)
    {
        var (page, at) = (_page, _firstTerm + number);
        return new ProfileTerm(page.Terms[at], page.Counts[at], page.Zones[at]);
    }

    /// <summary>Takes what a changed text has become.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_page))]
    public void Take(ArticleProfile profile, TermPages pages)
    {
        Host = profile.Host;
        PublishedTicks = profile.Published?.UtcTicks ?? 0;
        IsSummary = profile.IsSummary;
        IsRoundUp = profile.IsRoundUp;
        (Apart, Deeds, Incidents) = (Kept(profile.Apart), Kept(profile.Deeds), Kept(profile.Incidents));
        _deedBits = 0;
        foreach (var deed in Deeds)
        {
            // The same for two deeds that contradict each other: most pairs of articles have no such bit in common.
            _deedBits |= 1UL << (int)(StableHash.Mixed((deed.DoneTo == 0 ? 0 : deed.Doer ^ deed.DoneTo) + (ulong)deed.Verb) & 63);
        }

        profile.Signature.CopyTo(_signature);
        (_page, _firstTerm, _terms) = pages.Keep(profile.Terms);
        (_sumsGeneration, ComparedIn) = (0, 0);
    }

    /// <summary>Whether the copy stage found both in the same form about two things, or they state two incidents.</summary>
    public bool IsApartFrom(IndexedArticle other) =>
        Apart.Contains(other.Id) || other.Apart.Contains(Id) || StatesAnotherIncidentThan(other);

    /// <summary>Whether both blame somebody for something, and it cannot be the same thing.</summary>
    public bool StatesAnotherIncidentThan(IndexedArticle other) =>
        Incidents.Length > 0 && other.Incidents.Length > 0 && StatedIncident.AreApart(Incidents, other.Incidents);

    /// <summary>Whether both tell of the same deed the other way round, or of another of the same row.</summary>
    public StoryContradiction ContradictionWith(IndexedArticle other)
    {
        var against = StoryContradiction.None;
        if ((_deedBits & other._deedBits) == 0)
        {
            return against;
        }

        foreach (var deed in Deeds)
        {
            foreach (var second in other.Deeds)
            {
                if (deed.Doer == second.DoneTo && deed.DoneTo == second.Doer && deed.Verb == second.Verb)
                {
                    return StoryContradiction.Swapped;
                }

                against = deed.IsAnotherThan(second) ? StoryContradiction.OtherOrdinal : against;
            }
        }

        return against;
    }

    /// <summary>What the article adds up to under the present term weights. Not for several threads at once.</summary>
    public ref readonly ArticleSums SumsUnder(TermStatistics statistics)
    {
        if (_sumsGeneration != statistics.Generation)
        {
            Span<float> weights = stackalloc float[WeighedTogether];
            _sums = default;
            for (var from = 0; from < _terms; from += WeighedTogether)
            {
                var terms = Terms[from..Math.Min(_terms, from + WeighedTogether)];
                statistics.Weigh(terms, weights);
                for (var i = 0; i < terms.Length; i++)
                {
                    _sums.Add(TermAt(from + i), weights[i]);
                }
            }

            _sumsGeneration = statistics.Generation;
        }

        return ref _sums;
    }

    /// <summary>Most articles have none of a kind: one empty array for all of them.</summary>
    private static T[] Kept<T>(T[] given) => given.Length == 0 ? [] : given;

    [InlineArray(MinHash.Places)]
    private struct SignaturePlaces
    {
        private ushort _first;
    }
}
