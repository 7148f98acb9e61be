using System.CommandLine;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions</c>: who accuses whom of what in articles, and why the detector says so.</summary>
internal static class AttributionsCommand
{
    public static Command Create() => new("attributions", "Who accuses whom of what.")
    {
        AttributionsFind.Create(),
        AttributionsExplain.Create(),
        AttributionsExport.Create(),
        AttributionsList.Create(),
        AttributionsShow.Create(),
        AttributionsReject.Create(),
        AttributionsReinstate.Create(),
        AttributionsConfirm.Create(),
    };
}
