using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Monitor.Storage;

/// <summary>Tells what is wrong with the data at hand from a database, or a machine, that fails.</summary>
public static class DatabaseFault
{
    // SQLite result codes: too big, constraint, mismatch, range.
    private static readonly int[] SqliteOfData = [18, 19, 20, 25];

    // PostgreSQL error classes: data exception, integrity constraint violation, program limit exceeded.
    private static readonly string[] PostgresOfData = ["22", "23", "54"];

    /// <summary>Whether the same data would fail again: refused by the database, or an error of ours in handling it.</summary>
    public static bool IsOfTheData(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    return PostgresOfData.Contains(refused.SqlState[..2], StringComparer.Ordinal);
                case SqliteException refused:
                    return SqliteOfData.Contains(refused.SqliteErrorCode);
                case DbException or DbUpdateConcurrencyException or IOException or TimeoutException or OperationCanceledException
                    or OutOfMemoryException or ObjectDisposedException:
                    return false;
            }
        }

        return true;
    }
}
