using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions confirm</c>: an analyst's word that an attribution is right.</summary>
internal static class AttributionsConfirm
{
    public static Command Create()
    {
        var author = SharedOptions.Author();
        return AttributionJudging.Command(
            "confirm",
            "Say that an attribution is right, with the same sentence in copies: it is marked so, and a rejection is taken back. Nothing of it is news.",
            [author],
            async (db, register, id, parsed, stop) =>
                await db.ConfirmAsync(register, id, parsed.GetRequiredValue(author), TimeProvider.System.GetUtcNow(), stop),
            JudgementShape.Confirmed);
    }
}
