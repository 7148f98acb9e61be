namespace Monitor.Languages;

/// <summary>A writing system that texts of news come in.</summary>
public enum Script
{
    None,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Armenian,
    Hangul,
    Kana,
    Han,
}
