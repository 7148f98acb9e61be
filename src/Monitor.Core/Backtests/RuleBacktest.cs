using System.Globalization;
using System.Threading.Channels;
using Monitor.Actors;
using Monitor.Rules;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>
/// Runs a draft over articles beside the saved version of the rule: hits, gained, lost. Articles that hold none of the words that a rule
/// cannot do without are not even cut into words.
/// </summary>
public sealed class RuleBacktest
{
    private const int SampleSize = 10;

    /// <summary>More are drawn than shown, since of a group of copies one is.</summary>
    private const int SampleDrawn = 40;

    private const int SentencesMax = 3;
    private const int BatchArticles = 200;

    private readonly RuleProbe _probe;
    private readonly JudgedArticles _judged;
    private readonly Dictionary<string, int> _perWeek = [];
    private readonly Dictionary<string, int> _perOutlet = [];
    private readonly Dictionary<string, (int Shared, int Other)> _others = [];
    private readonly BacktestSample _gained;
    private readonly BacktestSample _lost;
    private readonly BacktestSample _unlabelled;
    private readonly SeparatingTerms _terms = new();
    private int _articles;
    private int _hits;
    private readonly Dictionary<string, bool> _hitGroups = [];
    private readonly HashSet<string> _rightGroupsMissed = [];

    /// <param name="saved">The rule as it is saved; null for a new one.</param>
    /// <param name="judged">Articles that an analyst judged; of a group of copies one counts.</param>
    /// <param name="others">Rules to compare with; with any, every article is cut into words.</param>
    /// <param name="random">Draws the samples.</param>
    public RuleBacktest(
        ActorBook actors, RuleBook book, TopicRule draft, TopicRule? saved, JudgedArticles judged, IReadOnlyList<string> others,
        Random random)
    {
        _judged = judged;
        _probe = new RuleProbe(actors, book, draft, saved, others);
        (_gained, _lost, _unlabelled) = (new BacktestSample(SampleDrawn, random), new BacktestSample(SampleDrawn, random),
            new BacktestSample(SampleDrawn, random));
        foreach (var other in others)
        {
            _others[other] = (0, 0);
        }
    }

    /// <summary>
    /// Reads articles on one thread, matches them on as many as there are processors, and takes them in in their order, so that the same
    /// articles give the same samples.
    /// </summary>
    /// <param name="articles">An article is null where <see cref="MayHit"/> already told that nothing hits it.</param>
    /// <param name="articlesExpected">For the progress; null where nobody knows.</param>
    /// <returns>Whether all articles were read; false when it was cancelled. The report then tells of those that were.</returns>
    public async Task<bool> RunAsync(
        IAsyncEnumerable<BacktestArticle?> articles, long? articlesExpected, IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var batches = Channel.CreateBounded<Task<Batch>>(Environment.ProcessorCount + 1);
        // Where matching breaks, nobody takes batches any more: the reader must not wait for room for the next one.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(articles, batches.Writer, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var looking in batches.Reader.ReadAllAsync(cancellationToken))
            {
                var batch = await looking;
                _articles += batch.Skipped;
                batch.Findings.ForEach(Count);
                progress?.Report(new BacktestProgress(_articles, articlesExpected is > 0 ? Math.Min(1, (double)_articles / articlesExpected.Value) : null));
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await stopping.CancelAsync();
            await reading;
        }
    }

    /// <summary>Whether any of the rules could hit an article; a quick look that errs only on the safe side.</summary>
    public bool MayHit(ReadOnlySpan<char> title, ReadOnlySpan<char> text) => _probe.MayHit(title, text);

    /// <summary>Takes one article in. Not safe for several threads at once.</summary>
    public void Add(BacktestArticle article) => Count(_probe.Look(article));

    /// <summary>The articles drawn so far, of which a report shows some.</summary>
    public IReadOnlyList<string> DrawnIds => [.. _gained.Items.Concat(_lost.Items).Concat(_unlabelled.Items).Select(hit => hit.Id).Distinct()];

    /// <param name="copyGroups">The group of copies that an article belongs to, for <see cref="DrawnIds"/>; what is not there stands for itself.</param>
    public BacktestReport Report(IReadOnlyDictionary<string, string>? copyGroups = null) => new(
        _articles, _hits, _gained.Offered, _lost.Offered,
        _perWeek.OrderBy(week => week.Key, StringComparer.Ordinal).ToDictionary(week => week.Key, week => week.Value),
        _perOutlet.OrderByDescending(outlet => outlet.Value).ThenBy(outlet => outlet.Key, StringComparer.Ordinal)
            .ToDictionary(outlet => outlet.Key, outlet => outlet.Value),
        [.. _others.Where(other => other.Value.Shared > 0).Select(Overlap).OrderByDescending(overlap => overlap.Jaccard)],
        Shown(_gained, copyGroups), Shown(_lost, copyGroups), Shown(_unlabelled, copyGroups),
        _hitGroups.Count == 0 ? null : Wilson(_hitGroups.Values.Count(isRight => isRight), _hitGroups.Count),
        _rightGroupsMissed.Count(group => !_hitGroups.ContainsKey(group)),
        _terms.Telling());

    /// <summary>A copy is not offered beside its original: who judges one judges both.</summary>
    private static IReadOnlyList<BacktestHit> Shown(BacktestSample sample, IReadOnlyDictionary<string, string>? copyGroups) =>
        [.. sample.Items.DistinctBy(hit => copyGroups?.GetValueOrDefault(hit.Id) ?? hit.Id).Take(SampleSize)];

    /// <summary>Wilson's score interval at 95 % (Wilson 1927), honest for few labels and for shares near 0 and 1.</summary>
    public static LabelledPrecision Wilson(int right, int all)
    {
        const double z = 1.959963984540054;
        var share = (double)right / all;
        var centre = (share + (z * z / (2 * all))) / (1 + (z * z / all));
        var half = z / (1 + (z * z / all)) * Math.Sqrt((share * (1 - share) / all) + (z * z / (4.0 * all * all)));
        return new LabelledPrecision(right, all, share, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>Hands batches out for matching; the channel's bound keeps the reader from running ahead.</summary>
    private async Task ReadAsync(IAsyncEnumerable<BacktestArticle?> articles, ChannelWriter<Task<Batch>> batches, CancellationToken cancellationToken)
    {
        try
        {
            var (wanted, skipped) = (new List<BacktestArticle>(), 0);
            await foreach (var article in articles.WithCancellation(cancellationToken))
            {
                if (article is null)
                {
                    skipped++;
                }
                else
                {
                    wanted.Add(article);
                }

                // What is skipped costs little: progress is told every few thousand articles all the same.
                if (wanted.Count == BatchArticles || skipped == BatchArticles * 10)
                {
                    await WriteAsync(wanted, skipped);
                    (wanted, skipped) = ([], 0);
                }
            }

            await WriteAsync(wanted, skipped);
            batches.Complete();
        }
        catch (Exception fault)
        {
            batches.Complete(fault);
        }

        ValueTask WriteAsync(List<BacktestArticle> wanted, int skipped) =>
            batches.WriteAsync(Task.Run(() => new Batch(wanted.ConvertAll(_probe.Look), skipped), CancellationToken.None), cancellationToken);
    }

    private void Count(BacktestFinding finding)
    {
        _articles++;
        foreach (var other in finding.Others)
        {
            var (shared, all) = _others[other];
            _others[other] = (shared + (finding.Draft is null ? 0 : 1), all + 1);
        }

        bool? isRight = _judged.Labels.TryGetValue(finding.Article.Id, out var label) ? label : null;
        if (finding.Draft is { } places)
        {
            _hits++;
            Increment(_perWeek, finding.Article.Published is { } published
                ? string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(published.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(published.UtcDateTime):D2}")
                : "undated");
            Increment(_perOutlet, finding.Article.Outlet);
            _terms.Add(finding.Text!, places, isRight);
            if (isRight is { } said)
            {
                _hitGroups[_judged.GroupOf(finding.Article.Id)] = said;
            }
            else
            {
                _unlabelled.Offer(() => Hit(finding, places, isRight));
            }
        }
        else if (isRight is true)
        {
            _rightGroupsMissed.Add(_judged.GroupOf(finding.Article.Id));
        }

        if (finding.Draft is null != (finding.Saved is null))
        {
            (finding.Draft is null ? _lost : _gained).Offer(() => Hit(finding, (finding.Draft ?? finding.Saved)!, isRight));
        }
    }

    private RuleOverlap Overlap(KeyValuePair<string, (int Shared, int Other)> other)
    {
        var (shared, all) = other.Value;
        var relation = shared == _hits && shared == all ? "same articles"
            : shared == _hits ? "all hits are hits of the other"
            : shared == all ? "holds all hits of the other" : null;
        return new RuleOverlap(other.Key, shared, all, (double)shared / (_hits + all - shared), relation);
    }

    private static BacktestHit Hit(BacktestFinding finding, IReadOnlyList<TokenRange> places, bool? isRight)
    {
        var text = finding.Text!;
        var sentences = places.Select(place => text.SentenceOf(place.First)).Distinct().Take(SentencesMax)
            .Select(sentence => text.Sentences[sentence].Span).ToList();
        var spans = places.Select(place => Tagger.SpanOf(text, place)).ToList();
        return new BacktestHit(finding.Article.Id, finding.Article.Title, [.. sentences.Select(sentence => sentence.Of(text.Value))])
        {
            Marks = [.. sentences.Select(sentence => MarksIn(sentence, spans))],
            Outlet = finding.Article.Outlet,
            Url = finding.Article.Url,
            Published = finding.Article.Published,
            IsRight = isRight,
        };
    }

    private static IReadOnlyList<TextSpan> MarksIn(TextSpan sentence, List<TextSpan> places) =>
    [
        .. places.Where(place => place.Overlaps(sentence))
            .Select(place => new TextSpan(Math.Max(place.Start, sentence.Start) - sentence.Start, Math.Min(place.End, sentence.End) - sentence.Start)),
    ];

    private static void Increment(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private sealed record Batch(List<BacktestFinding> Findings, int Skipped);
}
