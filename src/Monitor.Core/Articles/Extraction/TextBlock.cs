namespace Monitor.Articles.Extraction;

/// <summary>A run of text that a browser would show as one paragraph, heading, list item or cell.</summary>
internal sealed class TextBlock
{
    public required string Text { get; init; }

    /// <summary>The index of the block element that holds it.</summary>
    public required int Node { get; init; }

    /// <summary>The index of its first text.</summary>
    public required int First { get; init; }

    public required BlockKind Kind { get; init; }

    /// <summary>1 to 6 for a heading, else 0.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>How many of its characters are the text of links.</summary>
    public int LinkCharacters { get; init; }

    /// <summary>Where its first link leads, as written; null without a link that leads somewhere.</summary>
    public string? LinkAddress { get; init; }

    /// <summary>Whether it is set in bold as a whole: a heading without a heading's tag.</summary>
    public bool IsBold { get; init; }

    public double LinkDensity => Text.Length == 0 ? 0 : (double)LinkCharacters / Text.Length;

    /// <summary>Commas and sentence ends, in the scripts that have others too: prose has them, labels do not.</summary>
    public int Punctuation { get; init; }

    /// <summary>The share of <see cref="Weight"/> that is the text of links.</summary>
    public int LinkWeight => (int)(LinkDensity * Weight);

    /// <summary>One link and next to nothing beside it.</summary>
    public bool IsLink => LinkDensity > 0.8;

    /// <summary>Reads as running text: long, or punctuated, and not a list of links.</summary>
    public bool IsProse =>
        Kind is not BlockKind.Heading
        && ((LinkDensity < 0.35 && (Weight >= 80 || (Weight >= 40 && Punctuation > 0)))
            || (LinkDensity < 0.6 && Weight >= 150 && Punctuation > 1));

    /// <summary>Ends with the mark of a sentence, before quotation marks and brackets.</summary>
    public bool EndsAsSentence => Text.AsSpan().TrimEnd("\"”’»)」』 ") is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟'];

    /// <summary>Its length in characters of an alphabetic script (<see cref="TextWeight"/>).</summary>
    public int Weight { get; init; }
}
