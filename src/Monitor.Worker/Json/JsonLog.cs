namespace Monitor.Worker.Json;

/// <summary>Everything that answering requests logs. Event ids 9300 to 9399.</summary>
internal static partial class JsonLog
{
    [LoggerMessage(9300, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, Exception fault, string method, string path);
}
