using Monitor.Attributions;
using Monitor.Listings;

namespace Monitor.Worker.Json.Shapes;

/// <summary>What a list of articles, stories or events is narrowed by; what is null narrows nothing.</summary>
public sealed record FilterShape(
    DateTimeOffset? From, DateTimeOffset? Until, string? Language, string? Outlet, string? Actor, string? Topic, AttributionStrength? Strength,
    bool WithoutCopies)
{
    public static FilterShape Of(ListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterShape(
            filter.From, filter.Until, filter.Language, filter.Outlet, filter.Actor, filter.Topic, filter.Strength, filter.WithoutCopies);
    }
}
