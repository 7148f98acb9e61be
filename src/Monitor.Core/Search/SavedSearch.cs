using Monitor.Listings;
using Monitor.Rules;

namespace Monitor.Search;

/// <summary>A search with a name: a filter of the pages, an interest of subscribers, the draft of a rule, a feed for other programs.</summary>
public sealed class SavedSearch
{
    public const int NameCharactersMax = 80;

    private const string TopicPrefix = "topic:";

    public int Id { get; private set; }

    /// <summary>How other programs name it, for good: it stays when the search is renamed.</summary>
    public Guid PublicId { get; init; } = Guid.NewGuid();

    /// <summary>Unique.</summary>
    public required string Name { get; set; }

    /// <summary>The words as typed; empty for filters alone.</summary>
    public required string Words { get; set; }

    public required ListFilter Filter { get; set; }

    /// <summary>Who saved it last.</summary>
    public required string Author { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>What a page of it is asked with.</summary>
    public ListQuery Query => new() { Words = Words, Filter = Filter };

    /// <summary>The topics that must be there, by filter and words.</summary>
    public IReadOnlyList<string> Topics =>
        [.. Named().Where(IsTopic).Select(name => name[TopicPrefix.Length..]).Concat(Filter.Topic is { } topic ? [topic] : []).Distinct()];

    /// <summary>The actors that must be there, by filter and words.</summary>
    public IReadOnlyList<string> Actors =>
        [.. Named().Where(name => !IsTopic(name) && name.Contains(':', StringComparison.Ordinal)).Concat(Filter.Actor is { } actor ? [actor] : []).Distinct()];

    private static bool IsTopic(string name) => name.StartsWith(TopicPrefix, StringComparison.Ordinal);

    /// <summary>The names that the words cannot do without.</summary>
    private IEnumerable<string> Named()
    {
        try
        {
            var root = Words.Length == 0 ? null : RuleParser.ParseSearch(Words, patternsAllowed: true).Root;
            IEnumerable<Expression> parts = root is Expression.All all ? all.Items : root is null ? [] : [root];
            return parts.OfType<Expression.Named>().Select(named => named.Name);
        }
        catch (RuleException)
        {
            // The language of an older version: nothing of it can be told.
            return [];
        }
    }
}
