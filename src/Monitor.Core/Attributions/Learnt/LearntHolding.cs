using Monitor.Config;

namespace Monitor.Attributions.Learnt;

/// <summary>What the news taught of a name, with an analyst's last word on it.</summary>
/// <param name="Judgement">Null where nobody has judged it.</param>
public sealed record LearntHolding(LearntOffice Office, OfficeJudgement? Judgement)
{
    /// <summary>Whether the name means its owner in articles.</summary>
    public bool IsInForce => Judgement is { IsAccepted: false } ? false
        : Office.Standing is OfficeStanding.Learnt or OfficeStanding.Ended || Judgement is { IsAccepted: true };

    /// <summary>"learnt", "accepted", "refused" …: how it stands in one word.</summary>
    public string State => Judgement switch
    {
        { IsAccepted: false } => "refused",
        { IsAccepted: true } when Office.Standing is not OfficeStanding.Ended => "accepted",
        _ => ConfigNode.NameOf(Office.Standing),
    };
}
