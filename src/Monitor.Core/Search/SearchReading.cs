namespace Monitor.Search;

/// <summary>What comes of reading what was typed.</summary>
public abstract record SearchReading
{
    private SearchReading()
    {
    }

    public sealed record Read(SearchExpression Expression) : SearchReading;

    /// <summary>It is no expression, or too much of one: each fault a line with its place.</summary>
    public sealed record Refused(string Reason) : SearchReading;
}
