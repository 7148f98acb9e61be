using Monitor.Accounts;

namespace Monitor.Worker.Admin;

/// <summary>A form that somebody who is signed in has sent.</summary>
/// <param name="Author">The name of their account; empty at the sign-in itself.</param>
public sealed record FormPost(IFormCollection Fields, string Author)
{
    private const int LeftOutMax = 10;

    /// <summary>What was said of it, and whether it was refused; null where the page itself shows what came of it.</summary>
    internal (string Text, bool IsBad)? Told { get; private set; }

    /// <summary>The address that it leads to; null for the page itself.</summary>
    internal string? To { get; private set; }

    /// <summary>Ends the form well: the page is loaded anew, or another one, and tells this.</summary>
    public void Done(string text, string? to = null) => (Told, To) = ((text, false), to);

    /// <summary>
    /// Ends the form with nothing done: the page is loaded anew, or another one, and tells why. A form whose fields are worth keeping is shown
    /// again instead.
    /// </summary>
    public void Refuse(string why, string? to = null) => (Told, To) = ((why, true), to);

    /// <summary>Ends the form with what came of a deed.</summary>
    /// <param name="of">What it was done to; empty where the words say it.</param>
    public void End(DeedOutcome deed, string of, string? to = null)
    {
        ArgumentNullException.ThrowIfNull(deed);
        var leftOut = deed is DeedOutcome.Done { LeftOut: { Count: > 0 } faults }
            ? $". Left out: {string.Join("; ", faults.Take(LeftOutMax))}{(faults.Count > LeftOutMax ? $" and {faults.Count - LeftOutMax} more" : "")}"
            : "";
        var says = $"{(of.Length == 0 ? "" : $"{of}: ")}{(deed is DeedOutcome.Done ? "" : "not done: ")}{deed.Says}{leftOut}.";
        (Told, To) = ((char.ToUpperInvariant(says[0]) + says[1..], deed is not DeedOutcome.Done), to);
    }

    /// <summary>A field as it was typed, with our line ends; empty where it was not sent.</summary>
    public string Text(string field) => Fields[field].ToString().ReplaceLineEndings("\n");

    /// <summary>The lines of a field that hold something.</summary>
    public IReadOnlyList<string> Lines(string field) => Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
