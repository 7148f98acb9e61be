using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage.Machine;

namespace Monitor.Storage.Copies;

/// <summary>Copies of the embedded database: one file, as of one commit.</summary>
public static class SqliteCopy
{
    // sqlite.org/fileformat.html, "The Database Header": the magic, and where page size, counters and page count stand (big endian).
    private const int HeaderBytes = 100;
    private const int PageSizeAt = 16;
    private const int ChangeCounterAt = 24;
    private const int PageCountAt = 28;
    private const int PageCountIsOfChangeAt = 92;

    private static readonly string[] InTheWay = ["", "-wal", "-journal"];
    private static readonly string[] WhileRestoring = ["", "-wal", "-shm"];

    /// <summary>Copies the database while it is in use.</summary>
    /// <exception cref="CopyRefusedException">There is none, the copy exists already or cannot be written.</exception>
    public static async Task MakeAsync(MonitorDbContextFactory contexts, DatabaseAddress.Sqlite database, string file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(database);
        if (!File.Exists(database.File) || File.Exists(file))
        {
            throw new CopyRefusedException(File.Exists(file) ? $"{file} exists already" : $"there is no database {database.File}");
        }

        await using var db = contexts.CreateDbContext();
        try
        {
            // SQLite fills an empty file, which has its mode by then: a copy holds what the database holds.
            await PrivateFiles.Create(file).DisposeAsync();
            db.Database.SetCommandTimeout(0);
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or IOException or UnauthorizedAccessException)
        {
            Drop(file);
            throw new CopyRefusedException($"{file} cannot be written: {fault.Message}");
        }
        catch (OperationCanceledException)
        {
            Drop(file);
            throw;
        }
    }

    /// <summary>Puts a copy where no database is. It is looked at before it stands there, and nothing is left where it is refused.</summary>
    /// <exception cref="CopyRefusedException">The place is not empty, or the copy is truncated, damaged, foreign or of a later release.</exception>
    public static async Task PutBackAsync(string file, DatabaseAddress.Sqlite database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        foreach (var found in InTheWay.Select(end => database.File + end).Where(File.Exists))
        {
            throw new CopyRefusedException($"{found} is there: a copy goes only where no database is; move it away, or name another file");
        }

        if (OfHeader(file) is { } fault)
        {
            throw new CopyRefusedException($"{file} {fault}");
        }

        var beside = database.File + ".restoring";
        PrivateFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(database.File))!);
        try
        {
            await using (var source = File.OpenRead(file))
            await using (var target = PrivateFiles.Create(beside))
            {
                await source.CopyToAsync(target, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            if (await OfContentAsync(beside, cancellationToken) is { } damage)
            {
                throw new CopyRefusedException($"{file} {damage}");
            }

            File.Move(beside, database.File, overwrite: false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CopyRefusedException($"{database.File} cannot be written: {refused.Message}");
        }
        finally
        {
            // One in the mode that has a log beside it gets one by being looked at.
            foreach (var end in WhileRestoring)
            {
                File.Delete(beside + end);
            }
        }
    }

    /// <summary>What is wrong with a file as its first bytes and its length tell; null where nothing is.</summary>
    private static string? OfHeader(string file)
    {
        if (!File.Exists(file))
        {
            return "does not exist";
        }

        if (new FileInfo(file + "-wal") is { Exists: true, Length: > 0 })
        {
            return $"is no copy but a database in use, or one that was not closed ({file}-wal): 'monitor db backup' copies such a one";
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        using var stream = File.OpenRead(file);
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith("SQLite format 3\0"u8))
        {
            return "is no SQLite database";
        }

        // A page size of 65536 does not fit into two bytes and is written as 1.
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeAt..]) is var size && size == 1 ? 65536 : size;
        var pages = BinaryPrimitives.ReadUInt32BigEndian(header[PageCountAt..]);
        var counts = header.Slice(ChangeCounterAt, 4).SequenceEqual(header.Slice(PageCountIsOfChangeAt, 4));
        return counts && stream.Length < pages * (long)pageSize
            ? $"is truncated: it has {stream.Length:N0} bytes and says {pages * (long)pageSize:N0}"
            : null;
    }

    private static async Task<string?> OfContentAsync(string file, CancellationToken cancellationToken)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString;
        try
        {
            await using var connection = new SqliteConnection(address);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            var migrations = new List<string>();
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    migrations.Add(reader.GetString(0));
                }
            }

            if (CopiedMigrations.Fault(migrations, new DatabaseAddress.Sqlite(file)) is { } fault)
            {
                return fault;
            }

            command.CommandText = "PRAGMA integrity_check(1)";
            var verdict = await command.ExecuteScalarAsync(cancellationToken) as string;
            return verdict == "ok" ? null : $"is damaged: {verdict}";
        }
        catch (SqliteException broken)
        {
            return $"is no database of Monitor's, or damaged: {broken.Message}";
        }
    }

    /// <summary>What was begun of a copy is none.</summary>
    private static void Drop(string file)
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }
}
