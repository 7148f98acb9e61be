using System.Collections;

namespace Monitor.Rules;

/// <summary>Two or more expressions (one or more in a count), compared one by one.</summary>
public sealed class ExpressionList(IReadOnlyList<Expression> items) : IReadOnlyList<Expression>, IEquatable<ExpressionList>
{
    public int Count => items.Count;

    public Expression this[int index] => items[index];

    public bool Equals(ExpressionList? other) => other is not null && items.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as ExpressionList);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => (hash * 31) + item.GetHashCode());

    public IEnumerator<Expression> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
