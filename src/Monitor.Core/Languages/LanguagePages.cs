namespace Monitor.Languages;

/// <summary>pages.yaml: what stands around articles on many pages and is never the report.</summary>
/// <param name="Tails">Phrases; a line that holds one is none of the report.</param>
/// <param name="Address">Words that speak to the reader, or of the outlet.</param>
/// <param name="Furniture">Words about the page itself: cookies, subscriptions, settings.</param>
/// <param name="Labels">What stands before a colon and points to another article.</param>
/// <param name="RoundUps">Phrases by which headlines and first sentences of newsletters, weekly reviews and podcasts are known.</param>
public sealed record LanguagePages(
    string Language, IReadOnlyList<string> Tails, IReadOnlyList<string> Address, IReadOnlyList<string> Furniture, IReadOnlyList<string> Labels,
    IReadOnlyList<string> RoundUps);
