using System.Globalization;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Stories;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;
using Monitor.Stories.OwnTexts;
using Monitor.Text;
using Monitor.Worker.Cli.Stories;

namespace Monitor.Worker.Cli.Attributions;

/// <summary>
/// The attribution events in files of articles, as the Group run makes them: all articles live and in order, copies told apart, without a
/// database.
/// </summary>
internal sealed class FileEvents
{
    private readonly EventLedger _ledger;
    private readonly StoryIndex _index;
    private Dictionary<OngoingEvent, string>? _names;
    private readonly List<(ArticleLine Line, byte[] Parts)> _articles = [];
    private readonly Dictionary<long, (DateTimeOffset At, string Outlet)> _originals = [];

    public FileEvents(ActorBook actors, StoriesOptions stories)
    {
        _ledger = new EventLedger(ActorRoots.Of(actors));
        _index = new StoryIndex(stories, TextOf);
    }

    /// <summary>Takes the next article; the answer has one element for each statement.</summary>
    public IReadOnlyList<StatementNews> Add(ArticleLine line, TokenizedText text, IReadOnlyList<Statement> statements)
    {
        var placed = _index.Add(GroupedArticles.InputOf(line, _articles.Count));
        _articles.Add((line, TextParts.ToBytes(placed.Own.Parts)));
        var group = placed.Placement.CopyGroup;
        var at = line.Published ?? DateTimeOffset.MaxValue;
        // What was published before all of its group that came so far is the original, although it came late.
        var isCopy = placed.Placement.Relation is CopyRelation.Copy && _originals.TryGetValue(group, out var original) && original.At <= at;
        var isRevision = isCopy && _originals[group].Outlet == line.Outlet;
        _originals[group] = isCopy ? _originals[group] : (at, line.Outlet);
        _names = null;
        return _ledger.Add(new ArticleStatements(
            line.Id, text.Value, group.ToString(CultureInfo.InvariantCulture), isCopy, line.Published, Live: true, statements)
        {
            IsRevision = isRevision,
            Story = placed.Placement.Story.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>The name of the event that the evidence belongs to, final when all articles are in; null where there is none.</summary>
    public string? EventOf(Evidence? evidence)
    {
        _names ??= Names();
        return evidence is not null && _ledger.EventOf(evidence) is { } ongoing ? _names.GetValueOrDefault(ongoing) : null;
    }

    /// <summary>Two incidents of one day that are told in the same words are told apart by a number.</summary>
    private Dictionary<OngoingEvent, string> Names() =>
        _ledger.Events.GroupBy(one => one.Name, StringComparer.Ordinal)
            .SelectMany(alike => alike.Select((one, index) => (Event: one, Name: index == 0 ? alike.Key : $"{alike.Key}#{index + 1}")))
            .ToDictionary(one => one.Event, one => one.Name);

    private AlignableText TextOf(long number)
    {
        var (line, parts) = _articles[(int)number];
        return AlignableText.Of(TextParts.Cut(TokenizedText.Of(line.Title, line.Text), parts));
    }
}
