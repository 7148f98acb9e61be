namespace Monitor.Worker.Cli.Admin;

/// <summary>What was done to an account.</summary>
/// <param name="Secret">The token or password that was made, shown this once; null where none was.</param>
internal sealed record AccountDone(string Account, string Sentence, string? Secret = null);
