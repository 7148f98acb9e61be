using System.CommandLine;
using System.Text.Json;
using Monitor.Accounts;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli;

/// <summary>What came of a deed, as a command says it.</summary>
internal static class DeedLine
{
    /// <summary>Prints what was done; what was not done ends the command.</summary>
    /// <param name="to">An object whose fields name what it was done to, for a program.</param>
    /// <param name="of">The same for a person: "Feed 3, Harbour"; null where the words say it.</param>
    /// <param name="further">What else is to be said of it, behind it.</param>
    /// <exception cref="CommandFailure">It was not done.</exception>
    public static void Print(this DeedOutcome deed, ParseResult parsed, object to, string? of = null, string further = "")
    {
        ArgumentNullException.ThrowIfNull(deed);
        switch (deed)
        {
            case DeedOutcome.Unusable unusable:
                throw new CommandFailure(unusable.Field.Length == 0 ? unusable.Why : $"--{unusable.Field}: {unusable.Why}", CommandFailure.WrongUsage);
            case DeedOutcome.Done done:
                done.LeftOut.ToList().ForEach(Console.Error.WriteLine);
                var line = JsonSerializer.SerializeToNode(to, JsonLines.Options)!.AsObject();
                line["leftOut"] = JsonSerializer.SerializeToNode(done.LeftOut, JsonLines.Options);
                Results.Say(parsed, $"{(of is null ? "" : $"{of}: ")}{deed.Says}{further}", line);
                break;
            default:
                throw new CommandFailure(deed.Says);
        }
    }

    /// <inheritdoc cref="Print(DeedOutcome, ParseResult, object, string?, string)"/>
    public static void Print(this DeedOutcome deed, ParseResult parsed, Feeds.Feed feed, string further = "")
    {
        ArgumentNullException.ThrowIfNull(feed);
        deed.Print(parsed, new { Feed = feed.Id, feed.Title }, $"Feed {feed.Id}, {feed.Title}", further);
    }

    /// <inheritdoc cref="Print(DeedOutcome, ParseResult, object, string?, string)"/>
    public static void PrintOfSubscriber(this DeedOutcome deed, ParseResult parsed, string subscriber) =>
        deed.Print(parsed, new { Subscriber = subscriber }, subscriber);
}
