using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Listings;

namespace Monitor.Search;

/// <summary>A question put together: what the index is asked, and what is still to be looked at in each article.</summary>
/// <param name="Need">What the index is asked.</param>
/// <param name="From">The lowest key that counts.</param>
/// <param name="Below">Keys from here on do not count.</param>
/// <param name="Expression">The words; null where there are none.</param>
/// <param name="Strength">A strength that is to be looked up among the attributions.</param>
internal sealed record SearchPlan(IndexNeed Need, long From, long Below, SearchExpression? Expression, AttributionStrength? Strength)
{
    private const string EmbassyPrefix = "embassy:";

    /// <summary>How many articles may be looked at.</summary>
    public int LookedMax { get; init; } = ListQuery.LookedMaxDefault;

    /// <summary>The index alone decides.</summary>
    public bool IsExact => Strength is null && (Expression?.IsExact ?? true);

    /// <param name="withAttribution">Only what states an attribution.</param>
    public static SearchPlan Of(ListFilter filter, SearchExpression? expression, ActorBook actors, bool withAttribution)
    {
        var needs = new List<IndexNeed>();
        if (expression is not null)
        {
            needs.Add(expression.Need);
        }

        if (filter.Language is { } language)
        {
            needs.Add(Term(SearchTerm.Language(Text.Folding.Fold(language.Split('-', '_')[0]))));
        }

        if (filter.Outlet is { } outlet)
        {
            needs.Add(Term(SearchTerm.Outlet(outlet)));
        }

        if (filter.Actor is { } actor)
        {
            needs.Add(OfActor(actor, actors));
        }

        if (filter.Topic is { } topic)
        {
            needs.Add(Term(SearchTerm.Topic(topic)));
        }

        if (filter.WithoutCopies)
        {
            needs.Add(IndexNeed.NotOf(Term(SearchTerm.Copy)));
        }

        if (withAttribution || filter.Strength is not null)
        {
            needs.Add(Term(SearchTerm.Attribution));
        }

        return new SearchPlan(
            IndexNeed.AllOf(needs), filter.From is { } from ? SearchKey.From(from) : 0, filter.Until is { } until ? SearchKey.From(until) : long.MaxValue,
            expression, filter.Strength);
    }

    private static IndexNeed.Term Term(string term, bool isPrefix = false) => new(term, isPrefix);

    /// <summary>The actor, what belongs to it, and its embassies, by the book of today.</summary>
    private static IndexNeed OfActor(string id, ActorBook actors)
    {
        var needs = new List<IndexNeed> { Term(SearchTerm.Actor(id)) };
        needs.AddRange(actors.Actors.Where(actor => actors.IsWithin(actor, id)).Select(actor => Term(SearchTerm.Actor(actor.Id))));
        if (actors.Find(id) is { Kind: ActorKind.State, Country: { } country })
        {
            needs.AddRange([Term(SearchTerm.Actor(EmbassyPrefix + country)), Term(SearchTerm.Actor($"{EmbassyPrefix}{country}-"), isPrefix: true)]);
        }

        return IndexNeed.AnyOf(needs.Distinct());
    }
}
