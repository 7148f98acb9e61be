using System.CommandLine;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors</c>: registers of threat groups.</summary>
internal static class ActorsCommand
{
    public static Command Create() => new("actors", "Who may act or be accused.") { ActorsImport.Create() };
}
