using System.Globalization;
using Monitor.Feeds.Parsing;

namespace Monitor.Feeds.Readers;

/// <summary>
/// Compares what two readers made of one document, entry by entry. Texts are compared as a person reads them: without markup, on one line.
/// </summary>
public static class FeedComparison
{
    /// <summary>The differences in the order of the document; entries that only the second reader found stand at its numbers, last.</summary>
    public static IReadOnlyList<FeedDifference> Of(ParsedFeed first, ParsedFeed second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var differences = new List<FeedDifference>();
        Add(differences, 0, Line(first.Title) ?? Line(second.Title) ?? "", Fields(first), Fields(second));
        var partners = Partners(first.Entries, second.Entries);
        for (var i = 0; i < first.Entries.Count; i++)
        {
            var entry = first.Entries[i];
            if (partners[i] is { } partner)
            {
                Add(differences, i + 1, NameOf(entry), Fields(entry), Fields(second.Entries[partner]));
            }
            else
            {
                differences.Add(new FeedDifference(i + 1, NameOf(entry), "entry", NameOf(entry), null));
            }
        }

        var found = partners.OfType<int>().ToHashSet();
        differences.AddRange(second.Entries.Index()
            .Where(entry => !found.Contains(entry.Index))
            .Select(entry => new FeedDifference(entry.Index + 1, NameOf(entry.Item), "entry", null, NameOf(entry.Item))));
        return differences;
    }

    private static void Add(
        List<FeedDifference> differences, int entry, string name, IEnumerable<(string Field, string? Value)> first,
        IEnumerable<(string Field, string? Value)> second) =>
        differences.AddRange(first.Zip(second)
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new FeedDifference(entry, name, pair.First.Field, pair.First.Value, pair.Second.Value)));

    private static IEnumerable<(string Field, string? Value)> Fields(ParsedFeed feed) =>
    [
        ("title", Line(feed.Title)),
        ("link", feed.Link),
        ("description", Line(feed.Description)),
        ("language", feed.Language),
        ("updated", Instant(feed.Updated)),
    ];

    private static IEnumerable<(string Field, string? Value)> Fields(ParsedEntry entry) =>
    [
        ("id", entry.Id),
        ("title", Line(entry.Title)),
        ("link", entry.Link),
        ("published", Instant(entry.Published)),
        ("updated", Instant(entry.Updated)),
        ("author", entry.Author),
        ("summary", Line(entry.Summary)),
        ("content", Line(entry.Content)),
        ("categories", List(entry.Categories)),
        ("enclosures", List(entry.Enclosures.Select(enclosure => enclosure.Url))),
    ];

    /// <summary>For each entry of the first list the place of the same entry in the second: by id, else link, else title, else what is left in order.</summary>
    private static int?[] Partners(IReadOnlyList<ParsedEntry> first, IReadOnlyList<ParsedEntry> second)
    {
        var partners = new int?[first.Count];
        var free = new SortedSet<int>(Enumerable.Range(0, second.Count));
        foreach (var key in new Func<ParsedEntry, string?>[] { entry => entry.Id, entry => entry.Link, entry => Line(entry.Title) })
        {
            var places = free.GroupBy(place => key(second[place]) ?? "", StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);
            for (var i = 0; i < first.Count; i++)
            {
                if (partners[i] is null && key(first[i]) is { Length: > 0 } value
                    && places.TryGetValue(value, out var queue) && queue.TryDequeue(out var place))
                {
                    partners[i] = place;
                    free.Remove(place);
                }
            }
        }

        // Both found as many: those that agree in nothing are the same ones all the same.
        if (partners.Count(partner => partner is null) == free.Count)
        {
            foreach (var (i, place) in partners.Index().Where(partner => partner.Item is null).Select(partner => partner.Index).ToList().Zip(free.ToList()))
            {
                partners[i] = place;
            }
        }

        return partners;
    }

    private static string NameOf(ParsedEntry entry) => Line(entry.Title) ?? entry.Id ?? entry.Link ?? "(without a title)";

    private static string? Line(FeedText? text) => text?.ToLine() is { Length: > 0 } line ? line : null;

    private static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? List(IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } list ? list : null;
}
