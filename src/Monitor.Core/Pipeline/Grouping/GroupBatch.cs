using Monitor.Articles;
using Monitor.Storage;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;
using Monitor.Text;

namespace Monitor.Pipeline.Grouping;

/// <summary>
/// Articles that the index in memory has placed, to be written in one commit; or, without any, the decisions of analysts to be carried out.
/// </summary>
/// <param name="db">Has read the articles, and writes them; the batch's own.</param>
/// <param name="lease">Under which they were placed: the fence of the commit.</param>
internal sealed class GroupBatch(MonitorDbContext db, HeldLease lease, StoryIndex index, IReadOnlyList<GroupStep> steps) : IAsyncDisposable
{
    private readonly Dictionary<long, TokenizedText?> _texts = steps.ToDictionary(step => step.Article.Id, step => step.Placed?.Own.Text);

    public MonitorDbContext Db { get; } = db;

    public HeldLease Lease { get; } = lease;

    /// <summary>To be touched by decisions alone: the next batch may be placed in it already.</summary>
    public StoryIndex Index { get; } = index;

    public IReadOnlyList<GroupStep> Steps { get; } = steps;

    public List<Article> Articles { get; } = [.. steps.Select(step => step.Article)];

    /// <summary>The text of an article as it was cut into words to be placed; null where it could not be.</summary>
    public TokenizedText? TextOf(Article article) => _texts.GetValueOrDefault(article.Id);

    public bool Decides => Steps.Count == 0;

    /// <summary>No more articles waited when these were taken.</summary>
    public bool IsLast { get; init; }

    /// <summary>The states that are kept whole, as of the last of these articles; null where they are not due.</summary>
    public KeptStates? States { get; init; }

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
