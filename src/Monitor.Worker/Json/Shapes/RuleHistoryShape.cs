using Monitor.Config;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A rule with all its versions, the oldest first.</summary>
/// <param name="Rule">Null where it was undone or removed: then it is in force no more.</param>
public sealed record RuleHistoryShape(RuleShape? Rule, IReadOnlyList<RuleVersionShape> History)
{
    public static RuleVersionShape VersionOf(ConfigVersion one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new RuleVersionShape(one.Number, one.Author, one.At, one.Reason, one.Body);
    }
}

/// <summary>One version of a rule; its body is null where it was removed.</summary>
public sealed record RuleVersionShape(int Number, string Author, DateTimeOffset At, string Reason, string? Body);
