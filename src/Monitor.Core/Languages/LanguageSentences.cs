namespace Monitor.Languages;

/// <summary>sentences.yaml: dots that end no sentence.</summary>
/// <param name="Abbreviations">A dot behind one ends no sentence.</param>
/// <param name="Capitalised">Abbreviations with a capital, else words: "No. 5", "no."</param>
/// <param name="Ending">Abbreviations that end a sentence where a word of <paramref name="Beginnings"/> follows.</param>
/// <param name="Beginnings">Words that with a capital begin a sentence.</param>
public sealed record LanguageSentences(
    string Language,
    IReadOnlyList<string> Abbreviations,
    IReadOnlyList<string> Capitalised,
    IReadOnlyList<string> Ending,
    IReadOnlyList<string> Beginnings);
