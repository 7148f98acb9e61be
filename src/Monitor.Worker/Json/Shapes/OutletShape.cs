using Monitor.Feeds;

namespace Monitor.Worker.Json.Shapes;

/// <summary>Who publishes.</summary>
/// <param name="SpeaksFor">The actor whose own words it brings; null for a newspaper.</param>
/// <param name="Weight">How much its reports count for the order of digests; 1 is usual.</param>
public sealed record OutletShape(int Id, string Name, string? SpeaksFor, int Weight, string? Site)
{
    public static OutletShape Of(Outlet outlet)
    {
        ArgumentNullException.ThrowIfNull(outlet);
        return new OutletShape(outlet.Id, outlet.Name, outlet.SpeaksFor, outlet.Weight, outlet.Site);
    }
}
