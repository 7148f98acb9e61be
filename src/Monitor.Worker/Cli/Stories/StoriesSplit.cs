using System.CommandLine;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories split</c>: articles taken out of a story by hand.</summary>
internal static class StoriesSplit
{
    public static Command Create()
    {
        var story = new Argument<long>("STORY") { Description = "A story of the database." };
        var articles = new Argument<long[]>("ARTICLE…")
        {
            Description = "The articles that leave it; their copies go with them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("split", "Take articles out of a story, for good; together they make a story of their own.") { story, articles };
        return StoryDeciding.Command(command, (db, parsed, author, stop) =>
            db.SplitStoryAsync(parsed.GetValue(story), parsed.GetRequiredValue(articles), author, TimeProvider.System.GetUtcNow(), stop));
    }
}
