namespace Monitor.Languages;

/// <summary>dates.yaml: how dates write the months, January first: names, and abbreviations that are no beginning of a name.</summary>
public sealed record LanguageDates(string Language, IReadOnlyList<IReadOnlyList<string>> Months);
