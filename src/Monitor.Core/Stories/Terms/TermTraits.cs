namespace Monitor.Stories.Terms;

/// <summary>What sets a token apart from a plain word.</summary>
[Flags]
public enum TermTraits : byte
{
    None = 0,

    /// <summary>Written with a capital where a plain word would not be.</summary>
    Name = 1,
    Number = 2,
}
