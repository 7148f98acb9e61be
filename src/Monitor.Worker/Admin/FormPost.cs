namespace Monitor.Worker.Admin;

/// <summary>A form that somebody who is signed in has sent.</summary>
/// <param name="Author">The name of their account; empty at the sign-in itself.</param>
public sealed record FormPost(IFormCollection Fields, string Author)
{
    /// <summary>What was said of it, and whether it was refused; null where the page itself shows what came of it.</summary>
    internal (string Text, bool IsBad)? Told { get; private set; }

    /// <summary>The address that it leads to; null for the page itself.</summary>
    internal string? To { get; private set; }

    /// <summary>Ends the form well: the page is loaded anew, or another one, and tells this.</summary>
    public void Done(string text, string? to = null) => (Told, To) = ((text, false), to);

    /// <summary>
    /// Ends the form with nothing done: the page is loaded anew and tells why. A form whose fields are worth keeping is shown again instead.
    /// </summary>
    public void Refuse(string why) => Told = (why, true);

    /// <summary>A field as it was typed, with our line ends; empty where it was not sent.</summary>
    public string Text(string field) => Fields[field].ToString().ReplaceLineEndings("\n");

    /// <summary>The lines of a field that hold something.</summary>
    public IReadOnlyList<string> Lines(string field) => Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
