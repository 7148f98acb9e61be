namespace Monitor.Stories.Index;

/// <summary>An article that a person put into a group of copies, or took out of one.</summary>
/// <param name="CopyGroup">The id of the article that its group begins with; its own where it stands alone.</param>
/// <param name="Of">What it copies or takes passages from; null for neither.</param>
public readonly record struct CopyMove(long Article, long CopyGroup, long? Of, bool IsPartial);
