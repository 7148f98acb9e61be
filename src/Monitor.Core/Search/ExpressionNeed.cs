namespace Monitor.Search;

/// <summary>What an expression needs in the index, and whether that alone decides.</summary>
/// <param name="IsExact">All that fits the need fits the expression; else the need only narrows, and texts are looked at.</param>
public sealed record ExpressionNeed(IndexNeed Need, bool IsExact)
{
    /// <summary>The index tells nothing of it.</summary>
    public static ExpressionNeed Unknown { get; } = new(IndexNeed.Everything, false);
}
