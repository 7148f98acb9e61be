namespace Monitor.AttributionEvents;

/// <summary>What came of an analyst's word on an attribution.</summary>
public abstract record AttributionJudgement
{
    private AttributionJudgement()
    {
    }

    /// <summary>There is no attribution of that number.</summary>
    public sealed record Unknown(long AttributionId) : AttributionJudgement;

    /// <summary>It is written down.</summary>
    /// <param name="Corrections">Facts that nothing stands for any more; those who were told of one get a correction.</param>
    public sealed record Recorded(long AttributionId, int Corrections) : AttributionJudgement
    {
        /// <summary>Null where it counted before; else how much of what was only likely is news now.</summary>
        public int? News { get; init; }
    }
}
