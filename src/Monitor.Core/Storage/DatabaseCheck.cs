using Microsoft.EntityFrameworkCore;
using Monitor.Storage.Machine;

namespace Monitor.Storage;

/// <summary>Whether a database can be reached, is of this version and sound.</summary>
public static class DatabaseCheck
{
    /// <summary>Why a database cannot be worked with, in a sentence; null where it can. Cheap: some small questions, whatever the size.</summary>
    public static Task<string?> FaultAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken) =>
        AskAsync(contexts, async db =>
        {
            var pending = await DatabaseSetup.PendingAsync(db, cancellationToken);
            return pending.Count == 0 ? null : $"{contexts.Address}: lacks {string.Join(", ", pending)}; run 'monitor db migrate'";
        });

    /// <summary>What is damaged in an embedded database, in a sentence; null where nothing is. Reads the whole file.</summary>
    public static Task<string?> DamageAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken) =>
        AskAsync(contexts, async db =>
        {
            if (!db.Database.IsSqlite())
            {
                return null;
            }

            var verdict = await db.Database.SqlQuery<string>($"SELECT quick_check AS Value FROM pragma_quick_check").FirstAsync(cancellationToken);
            if (verdict == "ok")
            {
                var lost = await db.Database.SqlQuery<string>($"SELECT \"table\" AS Value FROM pragma_foreign_key_check LIMIT 1")
                    .ToListAsync(cancellationToken);
                return lost is [var table] ? $"{contexts.Address}: rows of {table} name rows that are gone: restore the last backup (docs/operating.md)" : null;
            }

            // The first fault after its heading: the others are as many lines.
            var first = verdict.Split('\n').FirstOrDefault(line => !line.StartsWith("***", StringComparison.Ordinal)) ?? verdict;
            return $"{contexts.Address} (malformed: {first}): stop Monitor and restore the last backup (docs/operating.md)";
        });

    private static async Task<string?> AskAsync(MonitorDbContextFactory contexts, Func<MonitorDbContext, Task<string?>> question)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        if (contexts.Address is DatabaseAddress.Sqlite sqlite && !File.Exists(sqlite.File))
        {
            return $"{contexts.Address}: the file does not exist; 'monitor db migrate' or the first start makes it";
        }

        try
        {
            await using var db = contexts.CreateDbContext();
            return await question(db);
        }
        catch (Exception failure) when (MachineFault.Of(failure) is { IsOfTheMachine: true } fault)
        {
            return $"{contexts.Address} cannot be used ({fault.Reason}): {fault.Advice}";
        }
    }
}
