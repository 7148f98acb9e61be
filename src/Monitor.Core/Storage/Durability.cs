using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>What need not outlive a power cut.</summary>
public static class Durability
{
    /// <summary>
    /// Writes of this context survive the end of the process, but perhaps not that of the machine: right for claims and host turns, which
    /// nobody holds after a restart. On SQLite that spares a wait for the disk with each of them; PostgreSQL gathers its commits itself.
    /// </summary>
    public static async Task MayForgetAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db is SqliteMonitorDbContext)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"PRAGMA synchronous=NORMAL", cancellationToken);
        }
    }
}
