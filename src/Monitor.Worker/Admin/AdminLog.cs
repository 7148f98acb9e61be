using System.Net;

namespace Monitor.Worker.Admin;

/// <summary>Everything the pages log. Event ids 9100 to 9199. Never what was typed: a password may stand in the field for the name.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(9100, LogLevel.Information, "{Name} signed in from {Address}")]
    public static partial void SignedIn(this ILogger logger, string name, IPAddress? address);

    [LoggerMessage(9101, LogLevel.Warning, "A sign-in from {Address} was refused")]
    public static partial void SignInRefused(this ILogger logger, IPAddress? address);

    [LoggerMessage(9102, LogLevel.Warning,
        "The pages listen on {Address} without encryption: put a TLS proxy or a tunnel before them, or passwords can be read on the way")]
    public static partial void PagesUnencrypted(this ILogger logger, string address);

    [LoggerMessage(9104, LogLevel.Warning, "A sign-in from {Address} by the identity provider was refused: {Reason}")]
    public static partial void OpenIdRefused(this ILogger logger, IPAddress? address, string reason);

    [LoggerMessage(9105, LogLevel.Information, "Nobody has an account yet. This link makes the first admin; it works once, and for a day: {Link}")]
    public static partial void SetUp(this ILogger logger, Uri link);

    [LoggerMessage(9106, LogLevel.Debug, "The pages were not asked for beforehand: {Reason}")]
    public static partial void NotWarm(this ILogger logger, string reason);

    [LoggerMessage(9103, LogLevel.Error, "Trying draft {Try} on the stored articles failed")]
    public static partial void TryFailed(this ILogger logger, Exception fault, int @try);
}
