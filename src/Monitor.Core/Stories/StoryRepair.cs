namespace Monitor.Stories;

/// <summary>The repair pass: what a story looks like when more is known than at the time its articles came in.</summary>
internal sealed partial class StoryBook
{
    private const int RoundsMax = 3;

    /// <summary>Two stories become one from this evidence on. Higher than for one article: a wrong merge costs more.</summary>
    private const double MergeEvidenceMin = 0.25;

    /// <summary>An article changes its story only for one that fits so much better: small differences are noise.</summary>
    private const double MoveGainMin = 0.1;

    /// <summary>An article leaves its story when it fits so badly and no other takes it.</summary>
    private const double PartEvidenceMax = -0.5;

    /// <summary>A report stays with its story as long as the evidence is not clearly against it.</summary>
    private const double StayEvidenceMin = -0.1;

    /// <summary>Larger stories are not built again: the cost is the square of their reports.</summary>
    private const int RecutReportsMax = 60;

    /// <summary>Neighbours with less evidence link no stories.</summary>
    private const double LinkEvidenceMin = -2;

    /// <param name="near">The neighbours of an article, bounded.</param>
    /// <param name="everything">Whether all stories are looked at, not only those that changed.</param>
    public IReadOnlyList<StoryMove> Repair(Func<ArticleProfile, IReadOnlyList<IndexedArticle>> near, bool everything)
    {
        _changed.UnionWith(everything ? _reports.Where(story => story.Value.Count > 0).Select(story => story.Key) : []);
        var moves = new List<StoryMove>();
        var known = new Dictionary<long, IReadOnlyList<IndexedArticle>>();
        for (var round = 0; round < RoundsMax && _changed.Count > 0; round++)
        {
            var changed = _changed.ToList();
            _changed.Clear();
            foreach (var story in changed)
            {
                Recut(story, moves);
            }

            var linked = Links([.. changed.Union(_changed)], Near);
            MergeLinked(linked, moves);
            foreach (var (article, neighbours) in linked)
            {
                MoveIfBetter(article, neighbours, moves);
            }
        }

        _changed.Clear();
        return moves;

        // Nothing comes or goes during a repair: neighbours stay the same.
        IReadOnlyList<IndexedArticle> Near(ArticleProfile profile) => known.TryGetValue(profile.Id, out var kept) ? kept : known[profile.Id] = near(profile);
    }

    /// <summary>
    /// Builds a story again from its reports, in order, with what is known now: where they fall into several, the largest part keeps the number. Early
    /// articles are placed when every term is rare; this is where that is put right.
    /// </summary>
    private void Recut(long story, List<StoryMove> moves)
    {
        var reports = (_reports.GetValueOrDefault(story) ?? []).ToList();
        if (reports.Count is < 3 or > RecutReportsMax || reports.Exists(report => _decisions.ContainsKey(report.Profile.Id)))
        {
            return;
        }

        var parts = new List<List<IndexedArticle>>();
        foreach (var report in reports)
        {
            var (best, bestEvidence) = (-1, StayEvidenceMin);
            for (var i = 0; i < parts.Count; i++)
            {
                var evidence = parts[i].ConvertAll(other => Between(report.Profile, other.Profile));
                var mixed = (evidence.Average() + evidence.Max()) / 2;
                if (mixed >= bestEvidence)
                {
                    (best, bestEvidence) = (i, mixed);
                }
            }

            if (best < 0)
            {
                parts.Add([report]);
            }
            else
            {
                parts[best].Add(report);
            }
        }

        foreach (var part in parts.OrderByDescending(part => part.Count).Skip(1))
        {
            var own = NextStory;
            part.ForEach(report => Move(report, own, moves));
        }
    }

    private List<(IndexedArticle Article, List<IndexedArticle> Neighbours)> Links(List<long> stories, Func<ArticleProfile, IReadOnlyList<IndexedArticle>> near) =>
    [
        .. stories.SelectMany(story => Compared(story).ToList()).Select(article => (
            article,
            near(article.Profile)
                .Where(other => Between(article.Profile, other.Profile) >= LinkEvidenceMin)
                .Select(ReportOf)
                .Distinct()
                .ToList())),
    ];

    private void MergeLinked(List<(IndexedArticle Article, List<IndexedArticle> Neighbours)> linked, List<StoryMove> moves)
    {
        var evidence = new Dictionary<(long, long), double>();
        while (true)
        {
            var pairs = linked
                .SelectMany(link => link.Neighbours.Select(other => Ordered(link.Article.Story, other.Story)))
                .Where(pair => pair.Item1 != pair.Item2)
                .Distinct();
            var best = (Pair: (0L, 0L), Evidence: double.NegativeInfinity);
            foreach (var pair in pairs)
            {
                if (!evidence.TryGetValue(pair, out var known))
                {
                    evidence[pair] = known = Between(pair.Item1, pair.Item2);
                }

                best = known > best.Evidence || (known == best.Evidence && pair.CompareTo(best.Pair) < 0) ? (pair, known) : best;
            }

            if (best.Evidence < MergeEvidenceMin)
            {
                return;
            }

            var (first, second) = best.Pair;
            Merge(first, second, moves);
            foreach (var pair in evidence.Keys.Where(pair => pair.Item1 == first || pair.Item2 == first || pair.Item1 == second || pair.Item2 == second).ToList())
            {
                evidence.Remove(pair);
            }
        }
    }

    /// <summary>Half the average over all pairs of reports, half the average of each report's best partner.</summary>
    private double Between(long first, long second)
    {
        var (ones, others) = (Compared(first).ToList(), Compared(second).ToList());
        if (ones.Count == 0 || others.Count == 0)
        {
            return double.NegativeInfinity;
        }

        var sum = 0d;
        var bestOfOnes = new double[ones.Count];
        var bestOfOthers = new double[others.Count];
        Array.Fill(bestOfOnes, -StoryLikeness.EvidenceMax);
        Array.Fill(bestOfOthers, -StoryLikeness.EvidenceMax);
        for (var i = 0; i < ones.Count; i++)
        {
            for (var j = 0; j < others.Count; j++)
            {
                var evidence = Between(ones[i].Profile, others[j].Profile);
                sum += evidence;
                bestOfOnes[i] = Math.Max(bestOfOnes[i], evidence);
                bestOfOthers[j] = Math.Max(bestOfOthers[j], evidence);
            }
        }

        var isHeldApart = ones.Exists(one => others.Exists(other => IsHeldApart(one, other)));
        return isHeldApart ? double.NegativeInfinity : ((sum / (ones.Count * others.Count)) + ((bestOfOnes.Average() + bestOfOthers.Average()) / 2)) / 2;
    }

    private bool IsHeldApart(IndexedArticle one, IndexedArticle other) =>
        _decisions.TryGetValue(one.Profile.Id, out var decisions) && decisions.Contains((other.Profile.Id, false));

    private void MoveIfBetter(IndexedArticle article, List<IndexedArticle> neighbours, List<StoryMove> moves)
    {
        if (!_articles.ContainsKey(article.Profile.Id) || _decisions.ContainsKey(article.Profile.Id))
        {
            return;
        }

        var isAlone = _reports[article.Story].Count == 1;
        var present = isAlone ? 0 : Evidence(article.Profile, article.Story);
        var best = (Story: article.Story, Evidence: present + MoveGainMin);
        foreach (var story in neighbours.Select(other => other.Story).Distinct())
        {
            if (story != article.Story && Evidence(article.Profile, story) is var evidence && evidence >= 0 && evidence > best.Evidence)
            {
                best = (story, evidence);
            }
        }

        if (best.Story != article.Story)
        {
            Move(article, best.Story, moves);
        }
        else if (!isAlone && present < PartEvidenceMax)
        {
            Move(article, NextStory, moves);
        }
    }

    /// <summary>The story that was there first stays.</summary>
    private void Merge(long first, long second, List<StoryMove> moves)
    {
        var (stays, goes) = Ordered(first, second);
        foreach (var report in _reports[goes].ToList())
        {
            Move(report, stays, moves);
        }
    }

    private void Move(IndexedArticle report, long story, List<StoryMove> moves)
    {
        NextStory = Math.Max(NextStory, story + 1);
        _changed.Add(report.Story);
        _changed.Add(story);
        ListOf(report).Remove(report);
        moves.Add(new StoryMove(report.Profile.Id, report.Story, story));
        report.Story = story;
        ListOf(report).Add(report);
        foreach (var copy in _copies.GetValueOrDefault(report.CopyGroup) ?? [])
        {
            moves.Add(new StoryMove(copy.Profile.Id, copy.Story, story));
            copy.Story = story;
        }
    }

    private static (long, long) Ordered(long first, long second) => first < second ? (first, second) : (second, first);
}
