using Microsoft.Extensions.Logging;

namespace Monitor.Runs;

/// <summary>Everything that is logged about what Monitor runs on. Event ids 6000 to 6099.</summary>
internal static partial class FaultLog
{
    [LoggerMessage(6000, LogLevel.Error, "{What} ({Run}: {Reason}). Tried again at every tick, nothing is lost; {Advice}")]
    public static partial void FaultBegins(this ILogger logger, Exception? stack, string what, string run, string reason, string advice);

    [LoggerMessage(6001, LogLevel.Warning, "{What}, for {Lasted} now ({Reason}). Failed meanwhile: {Cost}; {Advice}")]
    public static partial void FaultGoesOn(this ILogger logger, string what, string lasted, string reason, string cost, string advice);

    [LoggerMessage(6002, LogLevel.Warning, "Over after {Lasted}: \"{What}\". Failed meanwhile: {Cost}; what waited is taken up now")]
    public static partial void FaultEnds(this ILogger logger, string what, string lasted, string cost);
}
