namespace Monitor.Attributions.Learnt;

/// <summary>A place that a standing rests on.</summary>
public sealed record OfficeEvidence(long ArticleId, string Outlet, DateOnly Day, string Quote);
