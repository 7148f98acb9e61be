using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;

namespace Monitor.Pipeline.Grouping;

/// <summary>What is to be written of one article that the index in memory has placed.</summary>
/// <param name="Known">What is stored of it from before; null where it is new.</param>
/// <param name="Placed">Null where it could not be placed.</param>
/// <param name="Order">Its place in the order in which articles are grouped.</param>
internal sealed record GroupStep(Article Article, KnownPlace? Known, PlacedArticle? Placed, long Order)
{
    /// <summary>What it states outside of page boilerplate; null where it is to be set aside.</summary>
    public ArticleFindings? Findings { get; init; }

    /// <summary>Why it is to be set aside.</summary>
    public Exception? Fault { get; init; }

    /// <summary>What a repair of the stories moved after it.</summary>
    public IReadOnlyList<StoryMove> Moves { get; init; } = [];
}
