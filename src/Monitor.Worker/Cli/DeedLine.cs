using System.CommandLine;
using Monitor.Accounts;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli;

/// <summary>What came of a deed, as a command says it.</summary>
internal static class DeedLine
{
    /// <summary>Prints what was done; what was not done ends the command.</summary>
    /// <param name="of">What it was done to; null where the words say it.</param>
    /// <param name="further">What else is to be said of it, behind it.</param>
    /// <exception cref="CommandFailure">It was not done.</exception>
    public static void Print(this DeedOutcome deed, ParseResult parsed, DeedTarget? of = null, string further = "")
    {
        ArgumentNullException.ThrowIfNull(deed);
        switch (deed)
        {
            case DeedOutcome.Unusable unusable:
                throw new CommandFailure(unusable.Field.Length == 0 ? unusable.Why : $"--{unusable.Field}: {unusable.Why}", CommandFailure.WrongUsage);
            case DeedOutcome.Done done:
                done.LeftOut.ToList().ForEach(Console.Error.WriteLine);
                var shape = DeedShape.From(done, of, further);
                Results.Say(parsed, shape.Says, shape);
                break;
            default:
                throw new CommandFailure(deed.Says);
        }
    }

    /// <inheritdoc cref="Print(DeedOutcome, ParseResult, DeedTarget?, string)"/>
    public static void Print(this DeedOutcome deed, ParseResult parsed, Feeds.Feed feed, string further = "")
    {
        ArgumentNullException.ThrowIfNull(feed);
        deed.Print(parsed, DeedTarget.OfFeed(feed.Id, feed.Title), further);
    }

    /// <inheritdoc cref="Print(DeedOutcome, ParseResult, DeedTarget?, string)"/>
    public static void PrintOfSubscriber(this DeedOutcome deed, ParseResult parsed, string subscriber) =>
        deed.Print(parsed, DeedTarget.OfSubscriber(subscriber));
}
