namespace Monitor.AttributionEvents.Chains;

/// <summary>What became of one statement: its evidence (null where it names nobody an event could be about), and why it is news, if it is.</summary>
public sealed record StatementNews(Evidence? Evidence, NewsKind? News)
{
    /// <summary>The same article stated the same before.</summary>
    public bool IsRepeat { get; init; }
}
