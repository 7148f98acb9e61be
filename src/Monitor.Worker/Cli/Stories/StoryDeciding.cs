using System.CommandLine;
using Monitor.Storage;
using Monitor.Stories.Keeping;
using Monitor.Worker.Json.Deeds;

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
                    Say(parsed, StoryDecisionShape.Of(back));
                    break;
                case StoryDecision.Recorded recorded:
                    Say(parsed, StoryDecisionShape.Of(recorded));
                    break;
            }
        });
        return command;
    }

    private static void Say(ParseResult parsed, StoryDecisionShape decision) => Results.Say(parsed, decision.Says, decision);
}
