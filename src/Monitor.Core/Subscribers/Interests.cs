using Monitor.Search;

namespace Monitor.Subscribers;

/// <summary>
/// What a digest is about. Each list that is empty does not limit; an entry passes when a topic, an actor or an outlet of these lists is in
/// it, or an attribution by one of the accusers against one of the accused.
/// </summary>
public sealed record Interests
{
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Actor ids; each with everything that belongs to it.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Who must accuse; with <see cref="Accused"/> both must hold of one attribution.</summary>
    public IReadOnlyList<string> Accusers { get; init; } = [];

    /// <summary>Who must be accused.</summary>
    public IReadOnlyList<string> Accused { get; init; } = [];

    public IReadOnlyList<string> Outlets { get; init; } = [];

    /// <summary>Languages the subscriber reads (BCP 47, "en"); unlike the other lists this one must hold for every article.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>What is of less importance, a number from 0 to 100, is left out.</summary>
    public int Importance { get; init; }

    /// <summary>Whether no list limits what the digest is about; languages and importance may.</summary>
    public bool IsEverything => Topics.Count == 0 && Actors.Count == 0 && Accusers.Count == 0 && Accused.Count == 0 && Outlets.Count == 0;

    /// <summary>These, and what a saved search is about: its topics, actors, outlet and language. Its further words no digest can go by.</summary>
    public Interests Including(SavedSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return this with
        {
            Topics = Joined(Topics, search.Topics),
            Actors = Joined(Actors, search.Actors),
            Outlets = Joined(Outlets, search.Filter.Outlet is { } outlet ? [outlet] : []),
            Languages = Joined(Languages, search.Filter.Language is { } language ? [language] : []),
        };

        static IReadOnlyList<string> Joined(IReadOnlyList<string> own, IReadOnlyList<string> more) => more.Count == 0 ? own : [.. own.Union(more)];
    }
}
