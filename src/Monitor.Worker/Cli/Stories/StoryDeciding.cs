using System.CommandLine;
using Monitor.Storage;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Cli.Stories;

/// <summary>What the commands share that record what an analyst decides about stories.</summary>
internal static class StoryDeciding
{
    public static Command Command(Command command, Func<MonitorDbContext, ParseResult, string, CancellationToken, Task<StoryDecision>> decide)
    {
        var author = SharedOptions.Author();
        var database = new CommandDatabase();
        command.Options.Add(author);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            switch (await decide(db, parsed, parsed.GetRequiredValue(author), cancellationToken))
            {
                case StoryDecision.Refused refused:
                    throw new CommandFailure(refused.Reason);
                case StoryDecision.TakenBack back:
                    Results.Say(
                        parsed,
                        $"articles {back.FirstArticle} and {back.SecondArticle}: taken back; the next group run puts them where they stood",
                        new { back.FirstArticle, back.SecondArticle });
                    break;
                case StoryDecision.Recorded recorded:
                    Results.Say(
                        parsed,
                        $"story {recorded.Story}: {recorded.Labels} pairs of articles labelled; the next group run carries it out",
                        new { recorded.Story, recorded.Labels });
                    break;
            }
        });
        return command;
    }
}
