namespace Monitor.Subscribers;

/// <summary>What a digest is about. Each list that is empty does not limit; a story passes when one list names it.</summary>
public sealed record Interests
{
    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<string> Actors { get; init; } = [];

    public IReadOnlyList<string> Outlets { get; init; } = [];

    /// <summary>Languages the subscriber reads (BCP 47, "en"); unlike the other lists this one must hold for every article.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public bool IsEverything => Topics.Count == 0 && Actors.Count == 0 && Outlets.Count == 0;
}
