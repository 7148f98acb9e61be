using Microsoft.EntityFrameworkCore.Storage;
using Monitor.Storage;

namespace Monitor.Audit;

/// <summary>
/// The transaction of a deed: one of its own, or that of a caller who looks at something first and commits both. A deed that is refused leaves
/// it uncommitted, and so does its caller.
/// </summary>
public sealed class DeedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? _own;

    private DeedTransaction(IDbContextTransaction? own) => _own = own;

    public static async Task<DeedTransaction> BeginAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new DeedTransaction(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null);
    }

    /// <summary>Commits what is its own; a caller's transaction is the caller's to commit.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => _own?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
