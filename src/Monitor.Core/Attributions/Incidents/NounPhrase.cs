using Monitor.Text;

namespace Monitor.Attributions.Incidents;

/// <summary>What a deed hit, as one noun phrase, with what its words tell of it.</summary>
/// <param name="First">Its first token, articles left out.</param>
/// <param name="End">The token behind it.</param>
/// <param name="Head">The token of its noun.</param>
/// <param name="Class">The class of target that its words name; null where none is known.</param>
/// <param name="State">ISO code of the state that its words name; null where they name none.</param>
/// <param name="Name">The tokens of a name of its own ("DFS"); null where it has none.</param>
/// <param name="Number">It counts what it names: "six people".</param>
internal sealed record NounPhrase(int First, int End, int Head, string? Class, string? State, (int First, int End)? Name, bool Number)
{
    /// <summary>Further classes that its words name.</summary>
    public IReadOnlyList<string> OtherClasses { get; init; } = [];

    /// <summary>"their", "its": the state of whoever accuses.</summary>
    public bool IsOwn { get; init; }

    /// <summary>It is a city that the cue files know, or a capital.</summary>
    public bool IsPlace { get; init; }

    /// <summary>How much it tells: a class of its own more than a name, that more than a noun, a class of many least.</summary>
    public int Weight => Class is { } known ? (known.StartsWith(Cues.TargetWords.GeneralPrefix, StringComparison.Ordinal) ? 1 : 4) : Name is not null ? 3 : 2;

    public TextSpan Span(TokenizedText text) => new(text.Tokens[First].Start, text.Tokens[End - 1].End);
}
