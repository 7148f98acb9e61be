namespace Monitor.Languages;

/// <summary>pages.yaml: phrases that stand around articles on many pages and are never the report.</summary>
public sealed record LanguagePages(string Language, IReadOnlyList<string> Tails);
