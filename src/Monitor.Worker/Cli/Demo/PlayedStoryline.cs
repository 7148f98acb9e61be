using Monitor.Worker.Demo;

namespace Monitor.Worker.Cli.Demo;

/// <summary>What is played.</summary>
/// <param name="Name">Of the command, and of the folder below ./play.</param>
/// <param name="Manners">Outlets whose servers behave badly on purpose; null for none.</param>
/// <param name="Grid">Between two looks at the schedule; null to poll each feed just when something appears in it.</param>
internal sealed record PlayedStoryline(
    string Name,
    IReadOnlyList<ReplayArticle> Articles,
    IReadOnlyDictionary<string, ReplayManner>? Manners,
    (DateTimeOffset StartAt, DateTimeOffset EndAt) Span,
    TimeSpan? Grid)
{
    public bool IsDemo => Manners is not null;
}
