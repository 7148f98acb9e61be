using Microsoft.Extensions.Logging.Console;
using Monitor.Worker.Admin;

namespace Monitor.Worker.Hosting;

/// <summary>The log: to standard error, since standard output is for results.</summary>
internal static class LogSetup
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static void Apply(ILoggingBuilder logging, IConfiguration settings)
    {
        logging.ClearProviders();
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        // Why a start failed is said by the command, without a stack; what stops a running host is critical and stays.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The framework's words of each request with a wrong token, which any stranger can send: the caller has the answer.
        logging.AddFilter(typeof(TokenSignIn).FullName, LogLevel.Warning);
        // It says at each start that the keys are not encrypted: they are as safe as the database beside them.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (settings.GetSection(LogOptions.Section).Get<LogOptions>() is { Format: LogFormat.Json })
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, Timestamp));
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, Timestamp + " ");
                console.ColorBehavior = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
                    ? LoggerColorBehavior.Disabled
                    : LoggerColorBehavior.Default;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
