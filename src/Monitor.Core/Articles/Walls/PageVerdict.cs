namespace Monitor.Articles.Walls;

/// <summary>What a page was taken for.</summary>
public enum PageVerdict
{
    /// <summary>Plainly what its entry announced.</summary>
    Article,

    /// <summary>Taken for the article, since nothing spoke against it.</summary>
    Doubtful,

    /// <summary>Something in the article's place.</summary>
    Wall,
}
