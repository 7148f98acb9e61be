using System.Globalization;
using Monitor.Articles;
using Monitor.Attributions;
using Monitor.Attributions.Learnt;
using Monitor.Config;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Text;
using Monitor.Worker.Cli.Stories;

namespace Monitor.Tests.Attributions;

/// <summary>News of many outlets read day by day, without a database: copies told apart, and what is learnt of who holds which office.</summary>
internal sealed class NewsReplay
{
    private readonly StoryIndex _index;
    private readonly List<(ArticleLine Line, byte[] Parts)> _articles = [];
    private readonly List<OfficeSighting> _sightings = [];
    private readonly Dictionary<(string Owner, string Office), IReadOnlyList<OfficeVerdict>> _verdicts = [];

    private readonly bool _hasBook;

    /// <param name="hasBook">Whether the book is asked who holds an office; without it the news alone decides.</param>
    public NewsReplay(bool hasBook = true) => (_index, _hasBook) = (new StoryIndex(new StoriesOptions(), TextOf), hasBook);

    public IEnumerable<(string Owner, OfficeVerdict Verdict)> Verdicts => _verdicts.SelectMany(seat => seat.Value.Select(verdict => (seat.Key.Owner, verdict)));

    /// <summary>What changed, on which day and why.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Reads an article; answers who accuses whom in it, by all that was learnt before.</summary>
    public string Read(ArticleLine line)
    {
        var (text, day) = (TokenizedText.Of(line.Title, line.Text), DateOnly.FromDateTime(line.Published!.Value.UtcDateTime));
        var placed = _index.Add(GroupedArticles.InputOf(line, _articles.Count));
        _articles.Add((line, TextParts.ToBytes(placed.Own.Parts)));
        var tags = Attributed.Tagger.Tag(text, line.Outlet, line.Url, line.Language, line.Published);
        var read = Attributed.Detector.With(Holders()).ReadArticle(text, tags, OutletVoice.Of(Attributed.Tagger, line.Outlet, null), line.Published, line.Language);
        if (placed.Placement.Relation is not CopyRelation.Copy && read.Lessons.Count > 0)
        {
            var seen = read.Lessons.Select(lesson => OfficeSighting.Of(_hasBook ? lesson : lesson with { BookHolder = null }, text.Value, line.Outlet, day, _articles.Count)).ToList();
            _sightings.AddRange(seen);
            foreach (var seat in seen.Select(one => (one.Owner, one.Office)).Distinct())
            {
                Decide(seat, day);
            }
        }

        return Attributed.Written(read.Statements.Where(statement => !statement.Likely));
    }

    private void Decide((string Owner, string Office) seat, DateOnly today)
    {
        var before = _verdicts.GetValueOrDefault(seat) ?? [];
        var ours = _sightings.FindAll(one => (one.Owner, one.Office) == seat);
        var elsewhere = _sightings.FindAll(one => OfficeSighting.AreApart(one.Owner, seat.Owner) && ours.Exists(other => other.NameKey == one.NameKey));
        var verdicts = OfficeDecision.Of(ours, elsewhere, before, today);
        _verdicts[seat] = verdicts;
        foreach (var verdict in verdicts.Where(verdict => before.FirstOrDefault(was => was.NameKey == verdict.NameKey)?.Standing != verdict.Standing))
        {
            var until = verdict.Until is { } day ? $" after {Written(day)}" : "";
            Changes.Add($"{Written(today)} {verdict.Name}, {seat.Office} of {seat.Owner}: {ConfigNode.NameOf(verdict.Standing)}{until} ({verdict.Why})");
        }
    }

    private KnownHolders Holders() => new([.. _verdicts.SelectMany(seat => seat.Value
        .Where(verdict => verdict.Standing is OfficeStanding.Learnt or OfficeStanding.Ended)
        .Select(verdict => new KnownHolder(verdict.Name, seat.Key.Office, Attributed.Tagger.Actors.Find(seat.Key.Owner)!, verdict.From, verdict.Until)))]);

    private static string Written(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private AlignableText TextOf(long number)
    {
        var (line, parts) = _articles[(int)number];
        return AlignableText.Of(TextParts.Cut(TokenizedText.Of(line.Title, line.Text), parts));
    }
}
