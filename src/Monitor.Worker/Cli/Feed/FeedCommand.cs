using System.CommandLine;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed</c>: what feeds hold and how they are polled.</summary>
internal static class FeedCommand
{
    public static Command Create() => new("feed", "Feeds: what they hold and how they are polled.")
    {
        FeedCheck.Create(),
        FeedDatesCommand.Create(),
        FeedAdd.Create(),
        FeedListCommand.Create(),
        FeedPoll.Create(),
        FeedSet.Create(),
        FeedPause.Create(),
        FeedPause.CreateResume(),
        FeedMoveCommand.Create(),
        FeedRemove.Create(),
        FeedImport.Create(),
        FeedExport.Create(),
    };
}
