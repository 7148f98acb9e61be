using System.CommandLine;
using Monitor.AttributionEvents;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions reinstate</c>: a rejection taken back.</summary>
internal static class AttributionsReinstate
{
    public static Command Create() => AttributionJudging.Command(
        "reinstate",
        "Take a rejection back. Nothing of it is news.",
        [],
        async (db, register, id, _, stop) => await db.ReinstateAsync(register, id, stop),
        _ => "counts again");
}
