using Monitor.AttributionEvents;
using Monitor.Attributions;

namespace Monitor.Worker.Json.Shapes;

/// <summary>One statement of one article, the evidence of an event.</summary>
/// <param name="Attribution">Its number.</param>
/// <param name="Accusers">Roots, such as country:US; in a denial the denier.</param>
/// <param name="Accused">As the text names it; null in a denial.</param>
/// <param name="Likely">No rule understood it, and nobody confirmed it: it counts for nothing until then.</param>
/// <param name="RejectedBy">The analyst who said that it is wrong; null while it counts.</param>
/// <param name="Rule">The cue that fired.</param>
public sealed record AttributionShape(
    long Attribution, long? Event, long Article, string? Outlet, EvidenceKind Kind, Incident? Incident, AttributionStrength Strength,
    IReadOnlyList<string> Accusers, string? Accused, DateTimeOffset PublishedAt, string CopyGroup, bool IsCopy, bool Likely, string? RejectedBy,
    string Quote, string Rule)
{
    /// <param name="outlet">Of its article.</param>
    public static AttributionShape Of(Attribution one, string? outlet)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new AttributionShape(
            one.Id, one.EventId, one.ArticleId, outlet, one.Kind, one.Statement.Incident, one.Strength, one.Accusers,
            one.Statement.Accused, one.PublishedAt, one.CopyGroup, one.IsCopy, one.IsLikely, one.RejectedBy, one.Quote, one.Statement.Rule);
    }
}
