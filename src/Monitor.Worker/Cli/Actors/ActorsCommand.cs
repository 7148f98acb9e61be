using System.CommandLine;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors</c>: registers of threat groups, and what the news teaches of office holders.</summary>
internal static class ActorsCommand
{
    public static Command Create() => new("actors", "Who may act or be accused, and who speaks for whom.")
    {
        ActorsImport.Create(), ActorsLearnt.Create(), ActorsAccept.Create(), ActorsRefuse.Create(),
    };
}
