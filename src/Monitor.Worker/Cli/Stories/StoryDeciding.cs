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
                    await Console.Out.WriteLineAsync(
                        $"articles {back.FirstArticle} and {back.SecondArticle}: taken back; the next group run puts them where they stood");
                    break;
                case StoryDecision.Recorded recorded:
                    await Console.Out.WriteLineAsync(
                        $"story {recorded.Story}: {recorded.Labels} pairs of articles labelled; the next group run carries it out");
                    break;
            }
        });
        return command;
    }
}
