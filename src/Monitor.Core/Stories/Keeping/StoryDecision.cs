namespace Monitor.Stories.Keeping;

/// <summary>What became of an analyst's wish to merge or split stories.</summary>
public abstract record StoryDecision
{
    private StoryDecision() { }

    /// <summary>Written down; the next Group run carries it out.</summary>
    /// <param name="Story">The story that stays.</param>
    /// <param name="Labels">How many pairs of articles were labelled.</param>
    public sealed record Recorded(long Story, int Labels) : StoryDecision;

    /// <summary>What was said about two texts counts no longer; the next Group run puts them back.</summary>
    public sealed record TakenBack(long FirstArticle, long SecondArticle) : StoryDecision;

    /// <summary>It makes no sense for these stories.</summary>
    public sealed record Refused(string Reason) : StoryDecision;
}
