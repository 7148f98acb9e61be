using Monitor.Runs;

namespace Monitor.Worker.Jobs;

/// <summary>Everything the host logs. Event ids 9000 to 9099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(9000, LogLevel.Information, "{Report}")]
    public static partial void RunEnded(this ILogger logger, RunReport report);

    [LoggerMessage(9001, LogLevel.Warning, "{Run} skipped {Count}: {Units}")]
    public static partial void UnitsSkipped(this ILogger logger, string run, int count, string units);

    [LoggerMessage(9004, LogLevel.Debug, "{Run} skipped: {Unit}")]
    public static partial void UnitSkipped(this ILogger logger, string run, string unit);

    [LoggerMessage(9002, LogLevel.Information, "Monitor {Version} on {Database}; pages on {Address}")]
    public static partial void Started(this ILogger logger, string version, string database, string address);

    [LoggerMessage(9003, LogLevel.Warning, "The clock of this machine was set {Direction} by {Duration}: the schedule begins anew, nothing else changes")]
    public static partial void ClockMoved(this ILogger logger, string direction, TimeSpan duration);
}
