using System.CommandLine;
using Monitor.Worker.Demo;

namespace Monitor.Worker.Cli.Demo;

/// <summary><c>monitor replay</c>: an archive, played at its own dates.</summary>
internal static class ReplayCommand
{
    // Before the first article appears the feeds are fetched once, empty: what comes later is news.
    private static readonly TimeSpan BeforeFirst = TimeSpan.FromHours(1);

    // Long enough for the digest of the day after the last article, in every time zone.
    private static readonly TimeSpan AfterLast = TimeSpan.FromHours(40);

    // Before and behind lie slips of a date, and years that a play would step through.
    private static readonly DateTimeOffset Earliest = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var shared = new PlayArguments();
        var files = SharedOptions.ArticleFiles();
        var command = new Command("replay", "Play an archive of articles as feeds on loopback, at its own dates, through the real pipeline.") { files };
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var articles = ReplayArticle.Read(parsed.GetValue(files)!);
            if (articles.Count == 0)
            {
                throw new CommandFailure("there are no articles to play");
            }

            if (articles.FirstOrDefault(article => article.AppearsAt < Earliest || article.AppearsAt > Latest) is { } odd)
            {
                throw new CommandFailure($"article {odd.Line.Id} is dated {odd.AppearsAt:yyyy-MM-dd}: what is played lies between "
                    + $"{Earliest:yyyy} and {Latest:yyyy}");
            }

            var span = (articles[0].AppearsAt - BeforeFirst, articles[^1].AppearsAt + AfterLast);
            await PlayedArchive.PlayAsync(
                shared, parsed, new PlayedStoryline("replay", articles, Manners: null, span, Grid: null), isFresh: false, cancellationToken);
        });
        return command;
    }
}
