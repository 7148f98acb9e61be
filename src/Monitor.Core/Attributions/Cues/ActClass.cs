namespace Monitor.Attributions.Cues;

/// <summary>A class of acts: what stands in its words' place in a statement. Earlier ones in the file are more specific.</summary>
/// <param name="FoldsInto">A class that is meant instead where the article is about its family: "espionage" in a story on hacking.</param>
internal sealed record ActClass(string Id, string Family, string? FoldsInto);
