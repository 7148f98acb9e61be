using System.CommandLine;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories merge</c>: two stories made one by hand.</summary>
internal static class StoriesMerge
{
    public static Command Create()
    {
        var first = new Argument<long>("STORY") { Description = "A story of the database." };
        var second = new Argument<long>("OTHER") { Description = "The story that reports the same event." };
        var command = new Command("merge", "Make one story of two, for good; the later id redirects to the earlier.") { first, second };
        return StoryDeciding.Command(command, (db, parsed, author, stop) =>
            db.MergeStoriesAsync(parsed.GetValue(first), parsed.GetValue(second), author, TimeProvider.System.GetUtcNow(), stop));
    }
}
