using System.CommandLine;

namespace Monitor.Worker.Cli.Events;

/// <summary><c>monitor events</c>: attribution events, merged and split by hand.</summary>
internal static class EventsCommand
{
    public static Command Create() => new("events", "Attribution events by hand: which accusations are one piece of news.")
    {
        EventsMerge.Create(),
        EventsSplit.Create(),
    };
}
