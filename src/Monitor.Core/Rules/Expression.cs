namespace Monitor.Rules;

/// <summary>A rule's condition as a tree. Two trees are equal when they say the same in the same order; where they stood in a text does not count.</summary>
public abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>As <see cref="RulePrinter"/> writes it; parsing that gives the same tree.</summary>
    public sealed override string ToString() => RulePrinter.Print(this);

    /// <summary>A word as written without quotes: "hack*"; with a hyphen also found written apart or as one: "cyber-attack".</summary>
    public sealed record Word(string Text) : Expression;

    /// <summary>Words in a row between quotes; exact ones ask for the same capitals.</summary>
    public sealed record Quoted(string Text, bool IsExact) : Expression;

    /// <summary>#name: a list of words, actors of a kind, one actor, or another rule.</summary>
    public sealed record Named(string Name) : Expression;

    /// <summary>/regex/, where the operator allows it.</summary>
    public sealed record Pattern(string Text) : Expression;

    public sealed record All(ExpressionList Items) : Expression;

    public sealed record Any(ExpressionList Items) : Expression;

    public sealed record Not(Expression Item) : Expression;

    /// <summary>Both sides with at most so many words between; ordered: the left side first.</summary>
    public sealed record Near(Expression Left, Expression Right, int WordsBetweenMax, bool IsOrdered) : Expression;

    public sealed record Same(Expression Left, Expression Right, RuleUnit Unit) : Expression;

    /// <summary>At least so many of the items.</summary>
    public sealed record CountOf(int Least, ExpressionList Items) : Expression;

    /// <summary>The weights of the items that hold must add up to the threshold; each item counts once.</summary>
    public sealed record Score(int Threshold, ExpressionList Items, WeightList Weights) : Expression;

    /// <summary>At least so many different places.</summary>
    public sealed record Hits(int Least, Expression Item) : Expression;

    public sealed record In(RuleField Field, Expression Item) : Expression;
}
