namespace Monitor.Rules;

/// <summary>The weights of a score's items, in their order.</summary>
public sealed class WeightList(IReadOnlyList<int> weights) : IEquatable<WeightList>
{
    public int this[int index] => weights[index];

    public bool Equals(WeightList? other) => other is not null && weights.SequenceEqual(other.Weights);

    public override bool Equals(object? obj) => Equals(obj as WeightList);

    public override int GetHashCode() => weights.Aggregate(17, (hash, weight) => (hash * 31) + weight);

    private IReadOnlyList<int> Weights => weights;
}
