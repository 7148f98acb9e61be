using Microsoft.Extensions.Logging;

namespace Monitor.Pipeline;

/// <summary>What is logged of claims and instants as a whole. Event ids 3120 to 3139.</summary>
internal static partial class ClaimLog
{
    [LoggerMessage(3120, LogLevel.Warning,
        "A clock was ahead: these lay further in the future than their rule allows and were set anew: {Instants} (by the database's clock it is {Now:u})")]
    public static partial void InstantsSetAnew(this ILogger logger, string instants, DateTimeOffset now);

    [LoggerMessage(3121, LogLevel.Information, "The worker before this one ended without giving back {Claims} claims: they are free at once")]
    public static partial void ClaimsFreed(this ILogger logger, int claims);
}
