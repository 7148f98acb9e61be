namespace Monitor.Stories.Keeping;

/// <summary>A part of the index that is kept whole: boilerplate memory, term statistics.</summary>
public sealed class IndexState
{
    public required string Name { get; init; }

    /// <summary>The <see cref="ArticleSignature.Order"/> of the last article that it knows.</summary>
    public long Order { get; set; }

    public required byte[] Bytes { get; set; }
}
