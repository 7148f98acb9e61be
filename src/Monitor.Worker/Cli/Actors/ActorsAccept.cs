using System.CommandLine;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors accept</c>: an analyst's word that a name means whom the news says.</summary>
internal static class ActorsAccept
{
    public static Command Create() => OfficeJudging.Command(
        "accept", "Say that a learnt name is right: it counts against doubt and against the actor book, until the office passes on.", isAccepted: true);
}
