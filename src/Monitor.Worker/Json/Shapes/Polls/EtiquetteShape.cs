using Monitor.Feeds;

namespace Monitor.Worker.Json.Shapes.Polls;

/// <summary>How we behaved towards a feed's publisher, in the polls that are kept.</summary>
/// <param name="Id">The feed's number.</param>
/// <param name="Conditional">Requests with validators.</param>
/// <param name="EarliestRepeatSeconds">The shortest time between two requests; null where there were no two.</param>
/// <param name="TooEarlyByMaxAge">Requests before the last answer was stale (of which at most a day counts).</param>
/// <param name="TooEarlyByRetryAfter">Requests before the time that the last answer asked for (of which at most a week counts).</param>
public sealed record EtiquetteShape(
    int Id, string Title, int Requests, int Conditional, int NotModified, double? EarliestRepeatSeconds, int TooEarlyByMaxAge, int TooEarlyByRetryAfter)
{
    public static EtiquetteShape Of(FeedEtiquette feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var figures = feed.Figures;
        return new EtiquetteShape(
            feed.Id, feed.Title, figures.Requests, figures.Conditional, figures.NotModified, figures.EarliestRepeat?.TotalSeconds, figures.TooEarlyByMaxAge,
            figures.TooEarlyByRetryAfter);
    }
}
