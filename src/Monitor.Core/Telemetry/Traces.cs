using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Telemetry;

/// <summary>
/// The way of one article through the five runs, as spans of one trace. The runs are joined through the database only, and perhaps in several
/// processes: so the trace's id is a function of the article's number, and nothing has to be handed on. A message has a trace of its own,
/// to which the span that composed it links.
/// </summary>
public static class Traces
{
    public const string Name = Meters.Name;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A span of an article's way; null where nobody listens.</summary>
    public static Activity? OfArticle(string what, long article, string? message = null)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var links = message is null ? null : new[] { new ActivityLink(Context($"message/{message}")) };
        var span = Source.StartActivity(
            what, ActivityKind.Internal, Context(string.Create(CultureInfo.InvariantCulture, $"article/{article}")), links: links);
        return span?.SetTag("monitor.article", article);
    }

    /// <summary>A span of a message's way; null where nobody listens.</summary>
    public static Activity? OfMessage(string what, string message, string channel) => Source.HasListeners()
        ? Source.StartActivity(what, ActivityKind.Producer, Context($"message/{message}"))?.SetTag("monitor.channel", channel)
        : null;

    /// <summary>The root that all spans about a thing have in common, in every process and after every restart.</summary>
    public static ActivityContext Context(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)),
            ActivityTraceFlags.Recorded, isRemote: true);
    }
}
