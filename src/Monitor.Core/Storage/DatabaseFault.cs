using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Monitor.Storage;

/// <summary>Tells apart what is wrong with the data at hand, what passes when it is tried again, and a database that fails.</summary>
public static class DatabaseFault
{
    // SQLite's extended result codes of a constraint.
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    // SQLite result codes: too big, constraint, mismatch, range.
    private static readonly int[] SqliteOfData = [18, 19, 20, 25];

    // SQLite result codes: busy, locked.
    private static readonly int[] SqlitePassing = [5, 6];

    // PostgreSQL error classes: data exception, integrity constraint violation, program limit exceeded.
    private static readonly string[] PostgresOfData = ["22", "23", "54"];

    // PostgreSQL: serialisation fault, deadlock, lock not available, too many connections, session ended while it said nothing, cannot connect now.
    private static readonly string[] PostgresPassing = ["40001", "40P01", "55P03", "53300", "25P03", "57P01", "57P02", "57P03"];

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

    /// <summary>Whether a row was to be written that is there already, by its key or by what is unique of it.</summary>
    public static bool IsTaken(Exception fault) => Causes(fault).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        or SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey });

    /// <summary>Whether what was read in the transaction was changed by another one before it could be written (repeatable read).</summary>
    public static bool IsOvertaken(Exception fault) =>
        Causes(fault).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } or DbUpdateConcurrencyException);

    /// <summary>Whether the same unit may well succeed in a moment: it met another transaction, or the connection was lost.</summary>
    public static bool IsPassing(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    return PostgresPassing.Contains(refused.SqlState, StringComparer.Ordinal) || refused.SqlState.StartsWith("08", StringComparison.Ordinal);
                case SqliteException refused:
                    return SqlitePassing.Contains(refused.SqliteErrorCode);
                case NpgsqlException { InnerException: IOException or SocketException or TimeoutException or null }:
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
