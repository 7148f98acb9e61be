using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Monitor.Storage;

/// <summary>
/// What SQLite forgets with each connection, said when one is opened. One that comes out of the pool is told again what it may forget
/// (<see cref="MonitorDbContextFactory.CreateForgetful"/>), and only where its last user said otherwise: most units of work are small, and would
/// say more than they write.
/// </summary>
internal sealed class SqlitePragmas(TimeSpan lockWait) : DbConnectionInterceptor
{
    /// <summary>The connections that were told, by the handle that the pool keeps, with whether they may forget.</summary>
    private static readonly ConditionalWeakTable<object, StrongBox<bool>> Told = [];

    private readonly string _atFirst =
        $"PRAGMA busy_timeout={(int)lockWait.TotalMilliseconds}; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection, eventData.Context);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection, eventData.Context);
        return Task.CompletedTask;
    }

    private void Apply(SqliteConnection connection, DbContext? context)
    {
        if (!Told.TryGetValue(connection.Handle!, out _))
        {
            Execute(connection, _atFirst);
        }

        // NORMAL: commits may be lost with the machine. FULL: they are synced, since after a power cut a mail that was sent must not look unsent.
        var mayForget = context is MonitorDbContext { MayForget: true };
        if (!Told.TryGetValue(connection.Handle!, out var told) || told.Value != mayForget)
        {
            Execute(connection, mayForget ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL");
            Told.AddOrUpdate(connection.Handle!, new StrongBox<bool>(mayForget));
        }
    }

    private static void Execute(SqliteConnection connection, string pragmas)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only a number of our own is put in.
        command.CommandText = pragmas;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
