using System.CommandLine;
using Monitor.Storage;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor stories merge|split</c>: what an analyst decides about stories of the database.</summary>
internal static class StoryDecisionCommands
{
    public static Command Merge()
    {
        var first = new Argument<long>("STORY") { Description = "A story of the database." };
        var second = new Argument<long>("OTHER") { Description = "The story that reports the same event." };
        var command = new Command("merge", "Make one story of two, for good; the later id redirects to the earlier.") { first, second };
        return Deciding(command, (db, parsed, author, stop) =>
            db.MergeStoriesAsync(parsed.GetValue(first), parsed.GetValue(second), author, TimeProvider.System.GetUtcNow(), stop));
    }

    public static Command Split()
    {
        var story = new Argument<long>("STORY") { Description = "A story of the database." };
        var articles = new Argument<long[]>("ARTICLE…") { Description = "The articles that leave it; their copies go with them.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("split", "Take articles out of a story, for good; together they make a story of their own.") { story, articles };
        return Deciding(command, (db, parsed, author, stop) =>
            db.SplitStoryAsync(parsed.GetValue(story), parsed.GetRequiredValue(articles), author, TimeProvider.System.GetUtcNow(), stop));
    }

    private static Command Deciding(Command command, Func<MonitorDbContext, ParseResult, string, CancellationToken, Task<StoryDecision>> decide)
    {
        var author = new Option<string>("--author")
        {
            Description = "Who decided it (default: the name you are signed in with).",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.UserName,
        };
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
                case StoryDecision.Recorded recorded:
                    await Console.Out.WriteLineAsync($"story {recorded.Story}: {recorded.Labels} pairs of articles labelled; the next group run carries it out");
                    break;
            }
        });
        return command;
    }
}
