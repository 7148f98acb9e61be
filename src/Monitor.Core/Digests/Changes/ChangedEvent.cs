using Monitor.AttributionEvents;

namespace Monitor.Digests.Changes;

/// <summary>An attribution event with something new.</summary>
/// <param name="News">What is new in it, in order.</param>
/// <param name="NewFacts">The keys of the facts that came up since the last digest.</param>
/// <param name="Actors">Accusers and accused with everything they belong to.</param>
/// <param name="Languages">Of the articles that state it.</param>
/// <param name="Weights">Of each outlet that states it.</param>
public sealed record ChangedEvent(
    long Id,
    EventView View,
    IReadOnlyList<ChangedNews> News,
    IReadOnlySet<string> NewFacts,
    IReadOnlySet<string> Actors,
    IReadOnlyList<string> Languages,
    IReadOnlyList<Accusation> Accusations,
    IReadOnlyDictionary<string, int> Weights)
{
    /// <summary>New reports that an accuser of it did not accuse: an outlet takes its own back, or another has it otherwise.</summary>
    public IReadOnlyList<Attribution> Contested { get; init; } = [];

    /// <summary>No report says what was done: "Iran accuses Portugal" of something.</summary>
    public bool NamesNoAct { get; } = View.Evidence.All(one => one.Statement.ActClass is "" or "unspecified" or "other");

    /// <summary>The articles that its news stand in.</summary>
    public IReadOnlySet<long> NewsArticleIds { get; } = News.Select(one => one.News.Attribution!.ArticleId).ToHashSet();

    /// <summary>The articles that state it.</summary>
    public IReadOnlySet<long> ArticleIds { get; } = View.Evidence.Select(one => one.ArticleId).ToHashSet();
}

/// <summary>One piece of news, and the keys of the facts that tell it: who was told these knows it.</summary>
public sealed record ChangedNews(AttributionNews News, IReadOnlyList<string> Tells);
