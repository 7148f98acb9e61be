using Monitor.Stories.Copies;
using Monitor.Stories.OwnTexts;

namespace Monitor.Stories.Index;

/// <summary>Where an article was put, and why.</summary>
/// <param name="Story">The number of its story.</param>
/// <param name="CopyGroup">The id of the article that its copy group began with; its own when it copies nothing.</param>
/// <param name="Of">The article it copies or takes passages from; null for a report.</param>
/// <param name="Verdict">The copy verdict against <paramref name="Of"/>.</param>
/// <param name="Score">How well it fits its story, 0 to 1; 1 for the first article of a story.</param>
/// <param name="Why">For people: what joined it, and what spoke against the nearest stories it was kept out of.</param>
public sealed record Placement(
    long Story, long CopyGroup, CopyRelation Relation, long? Of, CopyVerdict? Verdict, double Score, IReadOnlyList<string> Why);

/// <summary>An article as the index took it: its place and what has to be stored to take the index up again.</summary>
/// <param name="IsCounted">Whether its terms were counted in the term statistics.</param>
/// <param name="OpensStory">Its story is new.</param>
/// <param name="IsTooShort">It has too few own words to tell whether it is a copy.</param>
public sealed record PlacedArticle(Placement Placement, OwnText Own, ArticleProfile Profile, bool IsCounted, bool OpensStory, bool IsTooShort);
