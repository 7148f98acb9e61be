using System.CommandLine;

namespace Monitor.Worker.Cli.Tags;

/// <summary><c>monitor tags</c>: which actors and topics articles earn.</summary>
internal static class TagsCommand
{
    public static Command Create() => new("tags", "Actors and topics of articles.") { TagsFind.Create() };
}
