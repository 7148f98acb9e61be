using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>Whether a database can be reached, is of this version and sound.</summary>
public static class DatabaseCheck
{
    /// <summary>What is wrong with the database, in a sentence; null where nothing is.</summary>
    public static async Task<string?> FaultAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        if (contexts.Address is DatabaseAddress.Sqlite sqlite && !File.Exists(sqlite.File))
        {
            return $"{contexts.Address}: the file does not exist; 'monitor db migrate' or the first start makes it";
        }

        try
        {
            await using var db = contexts.CreateDbContext();
            var pending = await DatabaseSetup.PendingAsync(db, cancellationToken);
            if (pending.Count > 0)
            {
                return $"{contexts.Address}: lacks {string.Join(", ", pending)}; run 'monitor db migrate'";
            }

            if (contexts.Address is DatabaseAddress.Sqlite)
            {
                var verdict = await db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check").FirstAsync(cancellationToken);
                return verdict == "ok" ? null : $"{contexts.Address}: {verdict}";
            }

            return null;
        }
        catch (DbException fault)
        {
            return $"{contexts.Address} cannot be used: {fault.Message}";
        }
    }
}
