using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Monitor.Storage;

/// <summary>
/// One statement with several rows of values: in one round trip where the driver has batches (Npgsql), else by one command that is compiled once.
/// For what is written for each article: there EF's own translating costs more than the writing.
/// </summary>
internal static class RepeatedStatement
{
    /// <param name="text">A constant; its parameters are @p0, @p1, …</param>
    /// <param name="rows">A value for each parameter, in their order.</param>
    /// <returns>For each row of values how many rows of the table it touched.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction: a part of the rows could be kept.</exception>
    public static async Task<int[]> ExecuteAsync(MonitorDbContext db, string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var (connection, transaction) = OpenOf(db);
        if (rows.Count == 0)
        {
            return [];
        }

        if (!connection.CanCreateBatch)
        {
            return await OneByOneAsync(connection.CreateCommand(), transaction, text, rows, command => command.ExecuteNonQueryAsync(cancellationToken));
        }

        await using var batch = Together(connection.CreateBatch(), transaction, text, rows);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
    }

    /// <summary>The same for a statement that returns one number for each row of values.</summary>
    public static async Task<long[]> NumbersAsync(MonitorDbContext db, string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var (connection, transaction) = OpenOf(db);
        if (rows.Count == 0)
        {
            return [];
        }

        if (!connection.CanCreateBatch)
        {
            return await OneByOneAsync(
                connection.CreateCommand(), transaction, text, rows, async command => (long)(await command.ExecuteScalarAsync(cancellationToken))!);
        }

        await using var batch = Together(connection.CreateBatch(), transaction, text, rows);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var numbers = new List<long>(rows.Count);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                numbers.Add(reader.GetInt64(0));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));

        return [.. numbers];
    }

    private static (DbConnection Connection, DbTransaction Transaction) OpenOf(MonitorDbContext db) => (
        db.Database.GetDbConnection(),
        db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("rows are written together or not at all"));

#pragma warning disable CA2100 // Constants of the callers.
    private static DbBatch Together(DbBatch batch, DbTransaction transaction, string text, IReadOnlyList<object?[]> rows)
    {
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            Array.ForEach(Named(command.CreateParameter, row), parameter => command.Parameters.Add(parameter));
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static async Task<T[]> OneByOneAsync<T>(
        DbCommand command, DbTransaction transaction, string text, IReadOnlyList<object?[]> rows, Func<DbCommand, Task<T>> execute)
    {
        await using var own = command;
        (command.CommandText, command.Transaction) = (text, transaction);
        Array.ForEach(Named(command.CreateParameter, rows[0]), parameter => command.Parameters.Add(parameter));
        var answers = new T[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var place = 0; place < rows[i].Length; place++)
            {
                command.Parameters[place].Value = rows[i][place] ?? DBNull.Value;
            }

            answers[i] = await execute(command);
        }

        return answers;
    }
#pragma warning restore CA2100

    private static DbParameter[] Named(Func<DbParameter> create, object?[] values) =>
        [.. values.Select((value, place) =>
        {
            var parameter = create();
            (parameter.ParameterName, parameter.Value) = ($"p{place}", value ?? DBNull.Value);
            return parameter;
        })];
}
