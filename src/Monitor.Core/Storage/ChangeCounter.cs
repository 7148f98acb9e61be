namespace Monitor.Storage;

/// <summary>
/// The number of the last change of a story or an attribution event. One row: who numbers changes holds it until the commit, so that numbers
/// become visible in their order and a reader who asks for "all after 41" misses none.
/// </summary>
public sealed class ChangeCounter
{
    public const int OnlyId = 1;

    public int Id { get; init; }

    public long Last { get; set; }
}
