namespace Monitor.Pipeline.Grouping;

/// <summary>The attributions of some articles cannot be recorded, and it is not the database that fails.</summary>
internal sealed class UnrecordableException(IReadOnlyList<long> articles, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Ids of the articles.</summary>
    public IReadOnlyList<long> Articles { get; } = articles;
}
