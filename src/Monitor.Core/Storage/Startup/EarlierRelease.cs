using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage.Startup;

/// <summary>
/// Whether a worker of another release may be at work on a database whose tables are about to change: it would fail in the middle of its work, or
/// write what this release does not understand.
/// </summary>
internal static class EarlierRelease
{
    private const string OpenElsewhere = "another program has the file open";

    /// <summary>What is at work there, and what to do; null where nothing is.</summary>
    public static Task<string?> AtWorkAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        db is SqliteMonitorDbContext ? OnSqliteAsync(db, cancellationToken) : OnPostgresAsync(db, cancellationToken);

    /// <summary>Sessions of releases with other tables: they are named so, and those up to 0.2.0 have no name.</summary>
    private static async Task<string?> OnPostgresAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var sessions = await db.Database.SqlQuery<string>(
            $"""
             SELECT coalesce(host(client_addr), 'this machine') AS "Value" FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
               AND (coalesce(application_name, '') = '' OR starts_with(application_name, {PostgresSessions.NamePrefix}))
               AND application_name IS DISTINCT FROM {PostgresSessions.Name}
             """).ToListAsync(cancellationToken);
        return sessions.Count == 0 ? null : Sentence($"{sessions.Count} sessions from {string.Join(", ", sessions.Distinct().Order(StringComparer.Ordinal))}");
    }

    /// <summary>
    /// A file in WAL mode leaves it only when nobody else has it open (sqlite.org/wal.html). One that is not, a copy made by a backup, is asked for among
    /// the open files of this machine.
    /// </summary>
    private static async Task<string?> OnSqliteAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        if (ProcessWith(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource) is { } process)
        {
            return Sentence($"process {process} ({NameOf(process)}) has the file open");
        }

        // Connections that this process keeps in reserve are nobody's work.
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE;";
            command.CommandTimeout = 3;
            return await command.ExecuteScalarAsync(cancellationToken) is "wal" ? Sentence(OpenElsewhere) : null;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is 5)
        {
            return Sentence(OpenElsewhere);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Another process that has a file open; null where none is seen, as on systems without /proc.</summary>
    private static string? ProcessWith(string file)
    {
        var path = Path.GetFullPath(file);
        return !Directory.Exists("/proc/self/fd") ? null : Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .FirstOrDefault(name => int.TryParse(name, out var id) && id != Environment.ProcessId && HasOpen($"/proc/{name}/fd", path));
    }

    private static bool HasOpen(string descriptors, string path)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(descriptors).Any(descriptor => new FileInfo(descriptor).LinkTarget == path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "ended since";
        }
    }

    private static string Sentence(string who) =>
        $"its tables are to be changed for this release, and an earlier one seems to be at work ({who}): end its workers first, then start this one";
}
