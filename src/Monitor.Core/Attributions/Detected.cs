using Monitor.Attributions.Learnt;

namespace Monitor.Attributions;

/// <summary>What an article says: who accuses whom, and who speaks for whom.</summary>
public sealed record Detected(IReadOnlyList<Statement> Statements, IReadOnlyList<OfficeLesson> Lessons)
{
    public static Detected Nothing { get; } = new([], []);
}
