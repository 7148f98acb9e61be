using Monitor.Accounts;

namespace Monitor.Worker.Admin;

/// <summary>What came of a deed, in words for the page that the answer leads to.</summary>
/// <param name="Is">"good" or "bad", as the style sheet calls it.</param>
internal sealed record Notice(string Is, string Says)
{
    private const int LeftOutMax = 10;

    /// <param name="of">What it was done to; empty where the words say it.</param>
    public static Notice Of(DeedOutcome deed, string of)
    {
        ArgumentNullException.ThrowIfNull(deed);
        var leftOut = deed is DeedOutcome.Done { LeftOut: { Count: > 0 } faults }
            ? $". Left out: {string.Join("; ", faults.Take(LeftOutMax))}{(faults.Count > LeftOutMax ? $" and {faults.Count - LeftOutMax} more" : "")}"
            : "";
        var says = $"{(of.Length == 0 ? "" : $"{of}: ")}{(deed is DeedOutcome.Done ? "" : "not done: ")}{deed.Says}{leftOut}.";
        return new Notice(deed is DeedOutcome.Done ? "good" : "bad", char.ToUpperInvariant(says[0]) + says[1..]);
    }

    /// <summary>Leaves it for the page that comes next.</summary>
    public void Leave(HttpContext context) => Said.Tell(context, Says, Is == "bad");
}
