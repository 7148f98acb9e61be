using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions reinstate</c>: a rejection taken back.</summary>
internal static class AttributionsReinstate
{
    public static Command Create()
    {
        var author = SharedOptions.Author();
        return AttributionJudging.Command(
            "reinstate",
            "Take a rejection back. Nothing of it is news.",
            [author],
            async (db, register, id, parsed, stop) =>
                await db.ReinstateAsync(register, id, parsed.GetRequiredValue(author), TimeProvider.System.GetUtcNow(), stop),
            JudgementShape.Reinstated);
    }
}
