using Monitor.Delivery;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A way by which messages leave.</summary>
/// <param name="Kind">Such as mail.</param>
/// <param name="Since">Since when nothing leaves by it; null where it is open.</param>
/// <param name="Reason">What stops it, in words.</param>
/// <param name="NextTryAt">When one message tries whether it works again; null where somebody paused it, and where it is open.</param>
/// <param name="PausedBy">Who wants that nothing leaves by it.</param>
public sealed record WayShape(string Kind, bool IsOpen, DateTimeOffset? Since, string? Reason, DateTimeOffset? NextTryAt, string? PausedBy)
{
    /// <param name="halted">Null where it is open.</param>
    public static WayShape Of(string kind, HaltedWay? halted) =>
        new(kind, halted is null, halted?.Since, halted?.Reason, halted?.PausedBy is null ? halted?.NextTryAt : null, halted?.PausedBy);
}
