namespace Monitor.Languages;

/// <summary>words.yaml: what is known of a language's words before the first article.</summary>
/// <param name="Function">Words that carry grammar: nearly every article holds them.</param>
/// <param name="Everyday">Words that a good share of all news holds.</param>
/// <param name="Numbers">Numbers, ordinals, weekdays and months as words.</param>
/// <param name="Cardinals">Two, three, four and so on, in order; "-" where the word is also another one.</param>
/// <param name="Stems">How words lose their endings; null where the endings of Latin letters are all there is.</param>
public sealed record LanguageWords(
    string Language, IReadOnlyList<string> Function, IReadOnlyList<string> Everyday, IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Cardinals, LanguageStems? Stems);
