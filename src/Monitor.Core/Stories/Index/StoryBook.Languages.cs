namespace Monitor.Stories.Index;

/// <summary>
/// Strands of different languages in one story. A story has one strand of each language at most: what is two stories within a language stays two, whatever
/// another language makes of it.
/// </summary>
internal sealed partial class StoryBook
{
    /// <summary>The evidence from which on a strand is told together with those of other languages.</summary>
    private const double TieEvidenceMin = 0;

    /// <summary>A strand stays with those of other languages as long as the evidence is not clearly against it: weights move.</summary>
    private const double TieStayEvidenceMin = -0.5;

    /// <summary>More languages than any event is told in: a bound for a publisher who invents them.</summary>
    private const int LanguagesMax = 16;

    /// <summary>The languages of each story, mostly one, in order.</summary>
    private readonly Dictionary<long, string[]> _languages = [];

    /// <summary>
    /// The story that an article whose own language has none joins: the one with the best evidence among its neighbours of other languages; null where none
    /// is near enough.
    /// </summary>
    public (long Story, double Evidence)? FirstAbroad(IndexedArticle article, List<IndexedArticle> abroad)
    {
        (long Story, double Evidence)? best = null;
        compared.Take(article);
        foreach (var story in Likely(abroad, TieEvidenceMin).Select(other => other.Story).Distinct())
        {
            if (!_reports.ContainsKey(new Strand(story, article.Language)) && StrandsOf(story).Count < LanguagesMax
                && EvidenceAbroad(article, story) is var evidence && evidence >= TieEvidenceMin && !(evidence <= best?.Evidence))
            {
                best = (story, evidence);
            }
        }

        return best;
    }

    /// <summary>The best evidence that a report of another language in the story gives an article.</summary>
    private double EvidenceAbroad(IndexedArticle article, long story)
    {
        compared.Take(article);
        var best = -StoryLikeness.EvidenceMax;
        foreach (var strand in StrandsOf(story))
        {
            if (strand.Language == article.Language)
            {
                continue;
            }

            foreach (var report in Compared(strand))
            {
                best = Math.Max(best, EvidenceWith(report));
            }
        }

        return best;
    }

    /// <summary>In the order of their languages.</summary>
    private List<Strand> StrandsOf(long story) =>
        _languages.TryGetValue(story, out var languages) ? [.. languages.Select(language => new Strand(story, language))] : [];

    private void Speak(long story, string language)
    {
        var languages = _languages.GetValueOrDefault(story) ?? [];
        if (!languages.Contains(language))
        {
            _languages[story] = [.. languages.Append(language).Order(StringComparer.Ordinal)];
        }
    }

    private void Silence(long story, string language)
    {
        string[] others = [.. _languages[story].Where(other => other != language)];
        if (others.Length > 0)
        {
            _languages[story] = others;
        }
        else
        {
            _languages.Remove(story);
        }
    }

    /// <summary>
    /// Gives a changed strand a story of its own, where nothing of what it shares with those of other languages holds any more. The smallest leaves first:
    /// the number stays with the most.
    /// </summary>
    private void Untie(List<Strand> changed, List<StoryMove> moves)
    {
        foreach (var strand in changed.OrderBy(strand => _reports.GetValueOrDefault(strand)?.Count ?? 0).ThenBy(strand => strand))
        {
            if (_reports.TryGetValue(strand, out var reports) && StrandsOf(strand.Story).Count > 1
                && !reports.Exists(report => _decisions.ContainsKey(report.Id))
                && Tie(strand, strand.Story) < TieStayEvidenceMin)
            {
                MoveAll(strand, NextStory, moves);
            }
        }
    }

    /// <summary>Tells together the two stories without a language in common that fit best, over and over, until no two fit.</summary>
    private void TieLinked(List<Link> links, List<StoryMove> moves)
    {
        var evidence = new Dictionary<(long, long), double>();
        foreach (var link in links)
        {
            link.Abroad.ForEach(other => Weigh(link.Article.Story, other.Story));
        }

        while (evidence.Count > 0)
        {
            var best = evidence.MinBy(pair => (-pair.Value, pair.Key));
            if (best.Value < TieEvidenceMin)
            {
                return;
            }

            var (first, second) = best.Key;
            Merge(first, second, moves);
            foreach (var pair in evidence.Keys
                .Where(pair => pair.Item1 == first || pair.Item2 == first || pair.Item1 == second || pair.Item2 == second).ToList())
            {
                evidence.Remove(pair);
                Weigh(first, pair.Item1 == first || pair.Item1 == second ? pair.Item2 : pair.Item1);
            }
        }

        void Weigh(long one, long other)
        {
            if (one != other && _languages.ContainsKey(other) && !evidence.ContainsKey(Ordered(one, other)))
            {
                evidence[Ordered(one, other)] = TieBetween(one, other);
            }
        }
    }

    private double TieBetween(long first, long second)
    {
        var strands = StrandsOf(first);
        return first == second || HaveOneLanguage(first, second, but: null) || strands.Count + StrandsOf(second).Count > LanguagesMax
            || AreHeldApart(first, second)
            ? double.NegativeInfinity
            : strands.Select(strand => Tie(strand, second)).DefaultIfEmpty(double.NegativeInfinity).Max();
    }

    /// <summary>The best evidence between a report of the strand and one of the story in another language.</summary>
    private double Tie(Strand strand, long story)
    {
        var best = double.NegativeInfinity;
        foreach (var report in Compared(strand))
        {
            best = Math.Max(best, EvidenceAbroad(report, story));
        }

        return best;
    }

    /// <summary>
    /// Whether two strands of one language may become one, by what people said: not where an article of one's story was said to be none of the other's;
    /// nor where the one that would go is held with another language of its story, and cannot take that along.
    /// </summary>
    private bool MayMerge(Strand first, Strand second)
    {
        if (_decisions.Count == 0)
        {
            return true;
        }

        var (stays, goes) = Ordered(first, second);
        return !AreHeldApart(stays.Story, goes.Story)
            && !(IsHeldAcross(goes) && HaveOneLanguage(stays.Story, goes.Story, but: goes.Language));
    }

    private bool HaveOneLanguage(long first, long second, string? but) =>
        StrandsOf(first).Exists(strand => strand.Language != but && _reports.ContainsKey(strand with { Story = second }));

    /// <summary>Whether a person said of a report of the one story that it is none of the other; of all reports, not of those that are compared.</summary>
    private bool AreHeldApart(long one, long other) =>
        _decisions.Count > 0
        && StrandsOf(one).Exists(strand => _reports[strand].Exists(report => IsDecided(report, with => !with.SameStory && with.Story == other)));

    /// <summary>Whether a person said of a report of the strand that it belongs with one of another language of its story.</summary>
    private bool IsHeldAcross(Strand strand) =>
        _decisions.Count > 0
        && _reports[strand].Exists(report => IsDecided(report, with => with.SameStory && with.Story == strand.Story && with.Language != strand.Language));

    private bool IsDecided(IndexedArticle report, Func<(bool SameStory, long Story, string Language), bool> fits) =>
        _decisions.TryGetValue(report.Id, out var decisions)
        && decisions.Exists(decision => _articles.TryGetValue(decision.Other, out var other) && fits((decision.SameStory, other.Story, other.Language)));

    /// <summary>
    /// The reports of a story in one language. Within a language articles are compared by their words, across languages by names and numbers alone: so a
    /// story is its strands, and what happens within one does not depend on the others.
    /// </summary>
    private readonly record struct Strand(long Story, string Language) : IComparable<Strand>
    {
        public static Strand Of(IndexedArticle article) => new(article.Story, article.Language);

        public int CompareTo(Strand other) =>
            Story != other.Story ? Story.CompareTo(other.Story) : string.CompareOrdinal(Language, other.Language);
    }
}
