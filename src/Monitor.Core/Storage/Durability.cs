using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>What need not be on the disk before it is gone on with.</summary>
public static class Durability
{
    /// <summary>
    /// Writes of this context survive the end of the process, but the last of them perhaps not that of the machine: right for claims, and for all that is
    /// made again from feeds and pages. Both databases write one log in the order of commits: once a mail's own commit, which waits for the disk, is
    /// there, all that it was made of is there too. So a power cut never unsends a mail.
    /// </summary>
    public static async Task MayForgetAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.MayForget = true;
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
        {
            // Nothing where it was opened just now: then it is told already.
            SqlitePragmas.Tell(sqlite, mayForget: true);
        }
        else
        {
            await db.Database.ExecuteSqlAsync($"SET synchronous_commit = off", cancellationToken);
        }
    }
}
