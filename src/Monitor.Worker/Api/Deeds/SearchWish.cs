using Monitor.Attributions;
using Monitor.Listings;

namespace Monitor.Worker.Api.Deeds;

/// <summary>A search to keep.</summary>
/// <param name="Words">Words, phrases, or an expression of the rule language; left out for filters alone.</param>
internal sealed record SearchWish(
    string Name, string? Words = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Language = null, string? Outlet = null,
    string? Actor = null, string? Topic = null, AttributionStrength? Strength = null, bool WithoutCopies = false)
{
    internal ListQuery Query => new()
    {
        Words = Words,
        Filter = new ListFilter
        {
            From = From?.ToUniversalTime(),
            Until = Until?.ToUniversalTime(),
            Language = Language,
            Outlet = Outlet,
            Actor = Actor,
            Topic = Topic,
            Strength = Strength,
            WithoutCopies = WithoutCopies,
        },
    };
}
