namespace Monitor.Languages;

/// <summary>profile.yaml: what tells a language from the others of its script. A word that several share counts for each of them a part.</summary>
/// <param name="Letters">Letters that hardly any other language has.</param>
/// <param name="Words">The most frequent function words.</param>
public sealed record LanguageProfile(string Language, Script Script, string Letters, IReadOnlyList<string> Words);
