namespace Monitor.Stories.Index;

/// <summary>The neighbours of an article: those of its own language and those of others, each the nearest first.</summary>
internal readonly record struct Nearby(List<IndexedArticle> Own, List<IndexedArticle> Abroad);
