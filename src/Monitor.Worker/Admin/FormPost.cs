namespace Monitor.Worker.Admin;

/// <summary>A form that somebody who is signed in has sent.</summary>
/// <param name="Author">The name of their account; empty at the sign-in itself.</param>
public sealed record FormPost(IFormCollection Fields, string Author)
{
    /// <summary>A field as it was typed, with our line ends; empty where it was not sent.</summary>
    public string Text(string field) => Fields[field].ToString().ReplaceLineEndings("\n");

    /// <summary>The lines of a field that hold something.</summary>
    public IReadOnlyList<string> Lines(string field) => Text(field).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
