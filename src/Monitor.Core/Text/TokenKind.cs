namespace Monitor.Text;

public enum TokenKind : byte
{
    /// <summary>Letters, possibly with digits: "China", "APT40", "U.S.".</summary>
    Word,

    /// <summary>Digits only, with inner separators: "2,864", "3.5".</summary>
    Number,

    /// <summary>One Han, Kana or Hangul character: those scripts are matched without word borders.</summary>
    Ideograph,
}
