namespace Monitor.Actors;

/// <summary>What one phrase stands for: aliases, sets of words of their conditions, a body of states.</summary>
internal sealed class PhraseUse
{
    public List<AliasEntry> Aliases { get; } = [];

    public List<int> Groups { get; } = [];

    public StateBody? Body { get; set; }
}
