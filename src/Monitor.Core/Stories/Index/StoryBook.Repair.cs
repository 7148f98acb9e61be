namespace Monitor.Stories.Index;

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

    /// <summary>So many neighbours of a report link its story to theirs.</summary>
    private const int LinkedMax = 10;

    /// <summary>Neighbours with less evidence link no stories.</summary>
    private const double LinkEvidenceMin = -2;

    /// <summary>So many stories are looked at together when all are.</summary>
    private const int StoriesTogether = 500;

    /// <param name="near">The neighbours of the article that is laid out, bounded.</param>
    public IReadOnlyList<StoryMove> Repair(Func<ComparedArticle, Nearby> near)
    {
        var moves = new List<StoryMove>();
        for (var round = 0; round < RoundsMax && _changed.Count > 0; round++)
        {
            var changed = _changed.ToList();
            _changed.Clear();
            foreach (var strand in changed)
            {
                Recut(strand, moves);
            }

            var links = Links(near);
            MergeLinked(links, moves);
            foreach (var (article, neighbours, _) in links)
            {
                MoveIfBetter(article, neighbours, moves);
            }

            Untie(changed, moves);
            TieLinked(links, moves);
        }

        _changed.Clear();
        _fresh.Clear();
        return moves;
    }

    /// <summary>Looks at all stories, not only at those that changed.</summary>
    public IReadOnlyList<StoryMove> RepairAll(Func<ComparedArticle, Nearby> near)
    {
        var moves = new List<StoryMove>();
        foreach (var strands in _reports.Keys.Order().Chunk(StoriesTogether))
        {
            foreach (var strand in strands)
            {
                LookAgain(strand);
            }

            moves.AddRange(Repair(near));
        }

        return moves;
    }

    /// <summary>Has the next repair look at a story, if there is one of that number.</summary>
    public void LookAgain(long story)
    {
        foreach (var strand in StrandsOf(story))
        {
            LookAgain(strand);
        }
    }

    private void LookAgain(Strand strand)
    {
        foreach (var report in Compared(strand))
        {
            Change(report);
        }
    }

    /// <summary>
    /// Builds a strand again from its reports, in order, with what is known now: where they fall into several, the largest part keeps the number. Early
    /// articles are placed when every term is rare; this is where that is put right.
    /// </summary>
    private void Recut(Strand strand, List<StoryMove> moves)
    {
        var reports = _reports.GetValueOrDefault(strand);
        if (reports is null || reports.Count is < 3 or > RecutReportsMax || reports.Exists(report => _decisions.ContainsKey(report.Id)))
        {
            return;
        }

        var parts = new List<List<IndexedArticle>>();
        foreach (var report in reports)
        {
            compared.Take(report);
            var (best, bestEvidence) = (-1, StayEvidenceMin);
            for (var i = 0; i < parts.Count; i++)
            {
                var (sum, most) = (0d, -StoryLikeness.EvidenceMax);
                foreach (var other in parts[i])
                {
                    var evidence = EvidenceWith(other);
                    sum += evidence;
                    most = Math.Max(most, evidence);
                }

                var mixed = ((sum / parts[i].Count) + most) / 2;
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

    /// <summary>The reports that came or moved since the last look, each with the reports beside it that are not quite unlike.</summary>
    private List<Link> Links(Func<ComparedArticle, Nearby> near)
    {
        // One that became a copy meanwhile goes where its report goes.
        var fresh = _fresh.Distinct().Where(article => article.IsReport && _articles.ContainsKey(article.Id))
            .OrderBy(article => article.Story).ThenBy(article => article.Entry).ToList();
        _fresh.Clear();
        return fresh.ConvertAll(article =>
        {
            compared.Take(article);
            var (own, abroad) = near(compared);
            return new Link(article, Likely(own.Take(LinkedMax), LinkEvidenceMin), Likely(abroad, TieEvidenceMin));
        });
    }

    private List<IndexedArticle> Likely(IEnumerable<IndexedArticle> near, double evidenceMin) =>
        near.Where(other => EvidenceWith(other) >= evidenceMin).Select(ReportOf).Distinct().ToList();

    /// <summary>Makes one of the two strands that fit best, over and over, until no two fit.</summary>
    private void MergeLinked(List<Link> links, List<StoryMove> moves)
    {
        var evidence = new Dictionary<(Strand, Strand), double>();
        foreach (var (article, neighbours, _) in links)
        {
            foreach (var other in neighbours)
            {
                Weigh(Strand.Of(article), Strand.Of(other));
            }
        }

        while (evidence.Count > 0)
        {
            var best = evidence.MinBy(pair => (-pair.Value, pair.Key));
            if (best.Value < MergeEvidenceMin)
            {
                return;
            }

            var (first, second) = best.Key;
            MergeStrands(first, second, moves);
            foreach (var pair in evidence.Keys.Where(pair => Touches(pair, first) || Touches(pair, second) || IsGone(pair)).ToList())
            {
                evidence.Remove(pair);
                if (Touches(pair, first) || Touches(pair, second))
                {
                    Weigh(first, pair.Item1 == first || pair.Item1 == second ? pair.Item2 : pair.Item1);
                }
            }
        }

        void Weigh(Strand one, Strand other)
        {
            if (one != other && one.Language == other.Language && !evidence.ContainsKey(Ordered(one, other)) && _reports.ContainsKey(other)
                && MayMerge(one, other))
            {
                evidence[Ordered(one, other)] = Between(one, other);
            }
        }

        static bool Touches((Strand, Strand) pair, Strand strand) => pair.Item1 == strand || pair.Item2 == strand;
        bool IsGone((Strand, Strand) pair) => !_reports.ContainsKey(pair.Item1) || !_reports.ContainsKey(pair.Item2);
    }

    /// <summary>Half the average over all pairs of reports, half the average of each report's best partner.</summary>
    private double Between(Strand first, Strand second)
    {
        var (ones, others) = (Compared(first), Compared(second));
        if (ones.Count == 0 || others.Count == 0)
        {
            return double.NegativeInfinity;
        }

        var (sum, bestOfOnes) = (0d, 0d);
        Span<double> bestOfOthers = stackalloc double[ReportsCompared];
        bestOfOthers.Fill(-StoryLikeness.EvidenceMax);
        for (var i = 0; i < ones.Count; i++)
        {
            compared.Take(ones[i]);
            var best = -StoryLikeness.EvidenceMax;
            for (var j = 0; j < others.Count; j++)
            {
                var evidence = EvidenceWith(others[j]);
                sum += evidence;
                best = Math.Max(best, evidence);
                bestOfOthers[j] = Math.Max(bestOfOthers[j], evidence);
            }

            bestOfOnes += best;
        }

        var bestOnes = bestOfOnes / ones.Count;
        var bestOthers = Sum(bestOfOthers[..others.Count]) / others.Count;
        return ((sum / (ones.Count * others.Count)) + ((bestOnes + bestOthers) / 2)) / 2;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private void MoveIfBetter(IndexedArticle article, List<IndexedArticle> neighbours, List<StoryMove> moves)
    {
        if (_decisions.ContainsKey(article.Id))
        {
            return;
        }

        var isAlone = _reports[Strand.Of(article)].Count == 1;
        var present = isAlone ? 0 : Evidence(article, article.Story);
        var best = (Story: article.Story, Evidence: present + MoveGainMin);
        foreach (var story in neighbours.Where(other => other.Language == article.Language).Select(other => other.Story).Distinct())
        {
            if (story != article.Story && Evidence(article, story) is var evidence && evidence >= 0 && evidence > best.Evidence)
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

    /// <summary>The story that was there first stays, and takes all strands of the other.</summary>
    private void Merge(long first, long second, List<StoryMove> moves)
    {
        var (stays, goes) = Ordered(first, second);
        foreach (var strand in StrandsOf(goes))
        {
            MoveAll(strand, stays, moves);
        }
    }

    private void MergeStrands(Strand first, Strand second, List<StoryMove> moves)
    {
        var (stays, goes) = Ordered(first, second);
        if (IsHeldAcross(goes))
        {
            Merge(stays.Story, goes.Story, moves);
        }
        else
        {
            MoveAll(goes, stays.Story, moves);
        }
    }

    private void MoveAll(Strand strand, long story, List<StoryMove> moves)
    {
        foreach (var report in _reports[strand].ToList())
        {
            Move(report, story, moves);
        }
    }

    private void Move(IndexedArticle report, long story, List<StoryMove> moves)
    {
        NextStory = Math.Max(NextStory, story + 1);
        TakeOffList(report);
        _changed.Add(Strand.Of(report));
        moves.Add(new StoryMove(report.Id, report.Story, story));
        report.Story = story;
        PutOnList(report);
        Change(report);
        foreach (var copy in _copies.GetValueOrDefault(report.CopyGroup) ?? [])
        {
            moves.Add(new StoryMove(copy.Id, copy.Story, story));
            copy.Story = story;
        }
    }

    private static (long, long) Ordered(long first, long second) => first < second ? (first, second) : (second, first);

    private static (Strand, Strand) Ordered(Strand first, Strand second) => first.CompareTo(second) < 0 ? (first, second) : (second, first);

    /// <summary>A report with the reports beside it that are not quite unlike, in its own language and in others.</summary>
    private readonly record struct Link(IndexedArticle Article, List<IndexedArticle> Neighbours, List<IndexedArticle> Abroad);
}
