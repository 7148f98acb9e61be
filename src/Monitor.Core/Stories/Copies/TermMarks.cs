namespace Monitor.Stories.Copies;

/// <summary>What is known of a term in an <see cref="AlignableText"/>.</summary>
[Flags]
public enum TermMarks : byte
{
    None = 0,
    Quoted = 1,
    Number = 2,

    /// <summary>Names, numbers, ordinals, weekdays: what differs between reports in the same form about two things.</summary>
    Telling = 4,
}
