using Monitor.Search;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A search with a name.</summary>
/// <param name="Id">Lasting: it stays when the search is renamed.</param>
/// <param name="Words">As typed; empty for filters alone.</param>
public sealed record SearchShape(Guid Id, string Name, string Words, FilterShape Filter, string Author, DateTimeOffset ChangedAt)
{
    public static SearchShape Of(SavedSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return new SearchShape(search.PublicId, search.Name, search.Words, FilterShape.Of(search.Filter), search.Author, search.ChangedAt);
    }
}
