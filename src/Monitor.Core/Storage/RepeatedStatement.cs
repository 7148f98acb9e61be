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
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("rows are written together or not at all");
        var connection = db.Database.GetDbConnection();
        if (rows.Count == 0)
        {
            return [];
        }

        return connection.CanCreateBatch
            ? await TogetherAsync(connection.CreateBatch(), transaction, text, rows, cancellationToken)
            : await OneByOneAsync(connection.CreateCommand(), transaction, text, rows, cancellationToken);
    }

#pragma warning disable CA2100 // Constants of the callers.
    private static async Task<int[]> TogetherAsync(
        DbBatch batch, DbTransaction transaction, string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var own = batch;
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            Array.ForEach(Named(command.CreateParameter, row), parameter => command.Parameters.Add(parameter));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        return [.. batch.BatchCommands.Select(command => command.RecordsAffected)];
    }

    private static async Task<int[]> OneByOneAsync(
        DbCommand command, DbTransaction transaction, string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var own = command;
        (command.CommandText, command.Transaction) = (text, transaction);
        Array.ForEach(Named(command.CreateParameter, rows[0]), parameter => command.Parameters.Add(parameter));
        var touched = new int[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var place = 0; place < rows[i].Length; place++)
            {
                command.Parameters[place].Value = rows[i][place] ?? DBNull.Value;
            }

            touched[i] = await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return touched;
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
