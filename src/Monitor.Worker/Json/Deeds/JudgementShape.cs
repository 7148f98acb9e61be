using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;

namespace Monitor.Worker.Json.Deeds;

/// <summary>An analyst's word on a statement.</summary>
/// <param name="Attribution">Its number.</param>
/// <param name="Corrections">Facts that nothing stands for any more; those who were told of one get a correction.</param>
internal sealed record JudgementShape(long Attribution, int Corrections, string Says)
{
    public static JudgementShape Rejected(AttributionJudgement.Recorded recorded) => Of(recorded, recorded.Corrections == 0
        ? "rejected; other evidence stands for what it states, or nobody could have been told, so there is no correction"
        : $"rejected; {EventWords.Count(recorded.Corrections, "fact")} withdrawn, those who were told get a correction");

    public static JudgementShape Confirmed(AttributionJudgement.Recorded recorded) => Of(recorded, recorded.News switch
    {
        null => "confirmed",
        0 => "confirmed; it counts from now on, and is no news",
        _ => "confirmed; it counts from now on, and is news",
    });

    public static JudgementShape Reinstated(AttributionJudgement.Recorded recorded) => Of(recorded, "counts again");

    private static JudgementShape Of(AttributionJudgement.Recorded recorded, string words) =>
        new(recorded.AttributionId, recorded.Corrections, $"attribution {recorded.AttributionId}: {words}");
}
