namespace Monitor.Worker.Admin.Pages.Judge;

/// <summary>What a digest would tell, in titles.</summary>
/// <param name="Further">How many entries it has beside those.</param>
/// <param name="At">As of when.</param>
public sealed record GlancedDigest(IReadOnlyList<string> Titles, int Further, DateTimeOffset At);
