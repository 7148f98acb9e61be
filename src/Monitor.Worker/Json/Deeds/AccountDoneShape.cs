namespace Monitor.Worker.Json.Deeds;

/// <summary>What was done to an account.</summary>
/// <param name="Secret">A password or a token that was made, which nobody is shown again; null where none was.</param>
/// <param name="Says">The sentence for a person.</param>
public sealed record AccountDoneShape(string Account, string? Secret, string Says);
