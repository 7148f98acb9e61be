namespace Monitor.Languages;

/// <summary>A language found in a text.</summary>
/// <param name="Language">Its primary subtag, such as "en".</param>
/// <param name="Confidence">0 to 1: how far it stands before the next likely one.</param>
public sealed record DetectedLanguage(string Language, double Confidence);
