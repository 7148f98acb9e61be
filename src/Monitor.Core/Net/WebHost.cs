namespace Monitor.Net;

/// <summary>One host's budget as all workers see it; the instants are those of <see cref="HostUse"/>.</summary>
public sealed class WebHost
{
    /// <summary>The host's name as in an address, in lower case and ASCII.</summary>
    public required string Name { get; init; }

    public DateTimeOffset NextRequestAt { get; set; }

    public DateTimeOffset FirstLeasedUntil { get; set; }

    public DateTimeOffset SecondLeasedUntil { get; set; }

    public HostUse Use => new(NextRequestAt, FirstLeasedUntil, SecondLeasedUntil);
}
