namespace Monitor.Feeds.Polling;

public static class PollOutcomes
{
    extension(PollOutcome outcome)
    {
        /// <summary>The feed is there: failures before are forgotten.</summary>
        public bool IsSuccess => outcome is PollOutcome.Parsed or PollOutcome.NotModified or PollOutcome.SameBody or PollOutcome.NoEntries;

        /// <summary>What could as well be the fault of our own network.</summary>
        public bool MayBeOurNetwork =>
            outcome is PollOutcome.TimedOut or PollOutcome.ConnectionBroken or PollOutcome.NameServiceDown or PollOutcome.NameUnknown;

        /// <summary>How much a failure adds to the back-off, as a power of two (docs/polling.md, rule 7).</summary>
        public double FailureWeight => outcome switch
        {
            PollOutcome.Parsed or PollOutcome.NotModified or PollOutcome.SameBody or PollOutcome.NoEntries or PollOutcome.TooManyRequests => 0,
            PollOutcome.NameServiceDown => 0.25,
            PollOutcome.ServerError or PollOutcome.TimedOut or PollOutcome.ConnectionBroken => 0.5,
            _ => 1,
        };
    }
}
