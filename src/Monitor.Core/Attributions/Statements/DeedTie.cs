namespace Monitor.Attributions.Statements;

/// <summary>What ties a party to a deed in a sentence, whatever the verb: it is its agent, its origin, or who stands behind it.</summary>
/// <param name="How">Words for an explanation.</param>
/// <param name="IsHedged">The words between are not sure.</param>
internal sealed record DeedTie(string How, int First, int End, bool IsHedged)
{
    public const string OnWhoseBehalf = "on whose behalf";
}
