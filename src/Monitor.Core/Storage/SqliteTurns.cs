using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Monitor.Storage;

/// <summary>
/// The turns of this process's transactions on one SQLite file, which lets one of them write at a time: who waits here does so in order and without a
/// thread. SQLite itself makes waiting threads sleep and try again, and with some thirty of them most of the time is spent asleep beside a free file.
/// </summary>
/// <param name="waitMax">After that the transaction is begun all the same, and SQLite's own wait decides.</param>
#pragma warning disable CA1001 // A semaphore has something of the system's only where its wait handle is asked for; options of contexts are never disposed of.
internal sealed class SqliteTurns(TimeSpan waitMax)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConditionalWeakTable<DbConnection, object> _holders = [];

    public IInterceptor[] Interceptors => [new OfTransactions(this), new OfConnections(this)];

    /// <summary>Waits for the turn of the transaction that the connection will begin; it is given back with that, or with the connection.</summary>
    public async ValueTask TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!_holders.TryGetValue(connection, out _))
        {
            await _turn.WaitAsync(waitMax, cancellationToken);
            _holders.Add(connection, this);
        }
    }

    private void Take(DbConnection connection)
    {
        if (!_holders.TryGetValue(connection, out _))
        {
            _turn.Wait(waitMax);
            _holders.Add(connection, this);
        }
    }

    private void Give(DbConnection? connection)
    {
        if (connection is null || !_holders.Remove(connection))
        {
            return;
        }

        lock (_holders)
        {
            // Who waited too long went on without a turn, and may give back another's: that costs order only, for SQLite's lock holds, and frees a
            // turn that was lost.
            if (_turn.CurrentCount == 0)
            {
                _turn.Release();
            }
        }
    }

    private sealed class OfTransactions(SqliteTurns turns) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            await turns.TakeAsync(connection, cancellationToken);
            return result;
        }

        public override InterceptionResult<DbTransaction> TransactionStarting(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
        {
            turns.Take(connection);
            return result;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            turns.Give(eventData.Context?.Database.GetDbConnection());
            return Task.CompletedTask;
        }

        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
            turns.Give(eventData.Context?.Database.GetDbConnection());

        public override Task TransactionRolledBackAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            turns.Give(eventData.Context?.Database.GetDbConnection());
            return Task.CompletedTask;
        }

        public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
            turns.Give(eventData.Context?.Database.GetDbConnection());
    }

    /// <summary>
    /// A transaction that is given up ends with its connection, at the latest. One that was opened by hand is disposed of with its context, and not closed.
    /// </summary>
    private sealed class OfConnections(SqliteTurns turns) : DbConnectionInterceptor
    {
        public override void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => turns.Give(connection);

        public override Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            turns.Give(connection);
            return Task.CompletedTask;
        }

        public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => turns.Give(connection);

        public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            turns.Give(connection);
            return Task.CompletedTask;
        }
    }
}
