namespace Monitor.Articles;

/// <summary>What came of reading an article, ready to be committed.</summary>
/// <param name="Claimed">As it was claimed.</param>
/// <param name="PutFindings">Puts what was found in the text into the article.</param>
public sealed record CompletedReading(Article Claimed, ArticleReading Reading, Action<Article> PutFindings);
