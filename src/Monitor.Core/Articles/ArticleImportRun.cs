using Monitor.Storage;

namespace Monitor.Articles;

/// <summary>Puts the lines of article files into the database, batch by batch; a line that the database refuses costs itself only.</summary>
public sealed class ArticleImportRun(MonitorDbContextFactory contexts, bool live, TimeProvider clock)
{
    private const int BatchLines = 200;

    private readonly List<string> _refused = [];
    private IntakeCounts _counts = IntakeCounts.None;

    /// <returns>What became of the lines, and those that were refused, each with the reason.</returns>
    public async Task<(IntakeCounts Counts, IReadOnlyList<string> Refused)> RunAsync(IReadOnlyList<ArticleLine> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var batch in lines.Chunk(BatchLines))
        {
            await KeepAsync(batch, cancellationToken);
        }

        return (_counts, _refused);
    }

    private async Task KeepAsync(ArticleLine[] lines, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var kept = await ArticleImport.KeepAsync(db, lines, live, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            _counts = new IntakeCounts(_counts.Created + kept.Created, _counts.Linked + kept.Linked, _counts.Changed + kept.Changed)
            {
                Cut = _counts.Cut + kept.Cut,
            };
        }
        catch (Exception fault) when (DatabaseFault.IsOfTheData(fault))
        {
            if (lines is [var line])
            {
                _refused.Add($"{ShownText.Of(line.Id)}: {fault.GetBaseException().Message.Split('\n')[0]}");
                return;
            }

            await KeepAsync(lines[..(lines.Length / 2)], cancellationToken);
            await KeepAsync(lines[(lines.Length / 2)..], cancellationToken);
        }
    }
}
