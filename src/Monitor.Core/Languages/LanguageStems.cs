namespace Monitor.Languages;

/// <summary>Beginnings and endings of which a word loses one each, if a stem of <paramref name="Shortest"/> letters remains; the first that fits.</summary>
/// <param name="First">With <paramref name="Last"/>: only words that begin with a letter from First to Last.</param>
public sealed record LanguageStems(char First, char Last, int Shortest, IReadOnlyList<string> Beginnings, IReadOnlyList<string> Endings);
