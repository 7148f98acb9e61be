using System.CommandLine;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors refuse</c>: an analyst's word that a name does not mean whom the news says.</summary>
internal static class ActorsRefuse
{
    public static Command Create() => OfficeJudging.Command(
        "refuse", "Say that a learnt name is wrong: it means nobody, whatever outlets go on to say, until it is accepted.", isAccepted: false);
}
