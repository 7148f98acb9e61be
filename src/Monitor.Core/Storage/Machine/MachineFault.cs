using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Monitor.Storage.Machine;

/// <summary>
/// A failure of what Monitor runs on, as an operator is told it: what is missing, what the machine said, what to do. One line each, without
/// an address of a subscriber and without a secret.
/// </summary>
public sealed record MachineFault(MachineFaultKind Kind, string Reason)
{
    private const int ReasonCharactersMax = 300;

    // What the operating system says when no space is left (ENOSPC, EDQUOT, EFBIG), which .NET hands on as it is.
    private static readonly int[] NoSpace = [28, 122, 27];

    /// <summary>What is missing.</summary>
    public string What => Kind switch
    {
        MachineFaultKind.DatabaseGone => "The database cannot be reached",
        MachineFaultKind.DatabaseCrowded => "The database has no connection left",
        MachineFaultKind.DatabaseHeld => "The database is held by somebody else",
        MachineFaultKind.DatabaseRefuses => "The database refuses us",
        MachineFaultKind.DatabaseBroken => "The database's file is damaged",
        MachineFaultKind.DiskFull => "The disk is full",
        MachineFaultKind.NotAllowed => "A file or folder may not be used",
        MachineFaultKind.Network => "The network cannot be reached",
        MachineFaultKind.Mail => "The mail server cannot be reached",
        _ => "A run failed",
    };

    /// <summary>What to do about it.</summary>
    public string Advice => Kind switch
    {
        MachineFaultKind.DatabaseGone => "see that its server runs, and that Storage:Database names its host and port",
        MachineFaultKind.DatabaseCrowded => "raise its max_connections, or run fewer workers",
        MachineFaultKind.DatabaseHeld => "see which other program works on it",
        MachineFaultKind.DatabaseRefuses => "see that user, password and database of Storage:Database are right",
        MachineFaultKind.DatabaseBroken => "stop Monitor and restore the last backup (docs/operating.md)",
        MachineFaultKind.DiskFull => "free some space",
        MachineFaultKind.NotAllowed => "give it to the user that runs Monitor",
        MachineFaultKind.Network => "nothing is counted against the feeds; see that this machine resolves names and reaches the world",
        MachineFaultKind.Mail => "'monitor doctor' says what is wrong with it",
        _ => "please report it with the lines below",
    };

    /// <summary>Whether waiting and trying again is all that this program can do about it.</summary>
    public bool IsOfTheMachine => Kind is not MachineFaultKind.Program;

    /// <summary>What an exception says about the machine.</summary>
    public static MachineFault Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (KindOf(cause) is { } kind)
            {
                return new MachineFault(kind, InOneLine(kind is MachineFaultKind.DatabaseGone ? cause.GetBaseException() : cause));
            }
        }

        return new MachineFault(MachineFaultKind.Program, $"{exception.GetType().Name}: {InOneLine(exception.GetBaseException())}");
    }

    public override string ToString() => $"{What}: {Reason}; {Advice}";

    private static MachineFaultKind? KindOf(Exception cause) => cause switch
    {
        PostgresException answer => OfPostgres(answer.SqlState),
        // Anything else of the driver is about the connection: refused, broken, no answer in time, none free.
        NpgsqlException { InnerException: TimeoutException } held when held.Message.Contains("reading from stream", StringComparison.Ordinal)
            => MachineFaultKind.DatabaseHeld,
        NpgsqlException pool when pool.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => MachineFaultKind.DatabaseCrowded,
        NpgsqlException => MachineFaultKind.DatabaseGone,
        SqliteException answer => OfSqlite(answer.SqliteErrorCode),
        IOException file when NoSpace.Contains(file.HResult & 0xFFFF) => MachineFaultKind.DiskFull,
        UnauthorizedAccessException => MachineFaultKind.NotAllowed,
        SocketException { SocketErrorCode: SocketError.TryAgain or SocketError.NetworkUnreachable or SocketError.NetworkDown } => MachineFaultKind.Network,
        _ => null,
    };

    private static MachineFaultKind? OfPostgres(string state) => state switch
    {
        "53300" => MachineFaultKind.DatabaseCrowded,
        "53100" => MachineFaultKind.DiskFull,
        "42501" => MachineFaultKind.NotAllowed,
        "28000" or "28P01" or "3D000" => MachineFaultKind.DatabaseRefuses,
        // Lock not available, statement cancelled by its time limit, deadlock, serialisation: somebody else was there first.
        "55P03" or "57014" or "40P01" or "40001" => MachineFaultKind.DatabaseHeld,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal) || state is "25P03" => MachineFaultKind.DatabaseGone,
        _ when state.StartsWith("XX", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal) => MachineFaultKind.DatabaseBroken,
        _ => null,
    };

    // SQLite's result codes: busy and locked; permission, read-only and cannot open; I/O error, corrupt and no database; full.
    private static MachineFaultKind? OfSqlite(int code) => code switch
    {
        5 or 6 => MachineFaultKind.DatabaseHeld,
        3 or 8 or 14 => MachineFaultKind.NotAllowed,
        10 or 11 or 26 => MachineFaultKind.DatabaseBroken,
        13 => MachineFaultKind.DiskFull,
        _ => null,
    };

    private static string InOneLine(Exception cause)
    {
        var line = cause.Message.Split('\n')[0].Trim().TrimEnd('.');
        return line.Length > ReasonCharactersMax ? $"{line[..ReasonCharactersMax]}…" : line;
    }
}
