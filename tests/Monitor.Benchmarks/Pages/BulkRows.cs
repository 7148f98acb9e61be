using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Monitor.Storage;
using Npgsql;

namespace Monitor.Benchmarks.Pages;

/// <summary>
/// Writes rows as the context would, past its tracking of changes: with COPY into PostgreSQL, with one prepared statement into SQLite. Ids are
/// the caller's, or all left to the database.
/// </summary>
internal static class BulkRows
{
    public static async Task WriteAsync<T>(MonitorDbContext db, IReadOnlyList<T> rows)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no table");
        var columns = type.GetProperties().Where(column => !column.IsShadowProperty() && !IsLeftToDatabase(column, rows[0])).ToList();
        // SQLite would commit each row by itself.
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync() : null;
        var connection = db.Database.GetDbConnection();
        await (connection is NpgsqlConnection postgres
            ? CopyAsync(postgres, type.GetTableName()!, columns, rows)
            : InsertAsync(connection, db.Database.CurrentTransaction?.GetDbTransaction(), type.GetTableName()!, columns, rows));
        if (own is not null)
        {
            await own.CommitAsync();
        }
    }

    private static bool IsLeftToDatabase(IProperty column, object row) =>
        column.IsPrimaryKey() && column.ValueGenerated == ValueGenerated.OnAdd && column.GetGetter().HasSentinelValue(row);

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string table, List<IProperty> columns, IReadOnlyList<T> rows)
        where T : class
    {
        var types = columns.ConvertAll(column => column.GetRelationalTypeMapping().StoreTypeNameBase);
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            for (var i = 0; i < columns.Count; i++)
            {
                if (Value(columns[i], row) is { } value)
                {
                    await copy.WriteAsync(value, types[i]);
                }
                else
                {
                    await copy.WriteNullAsync();
                }
            }
        }

        await copy.CompleteAsync();
    }

    private static async Task InsertAsync<T>(
        DbConnection connection, DbTransaction? transaction, string table, List<IProperty> columns, IReadOnlyList<T> rows)
        where T : class
    {
        await using var insert = connection.CreateCommand();
#pragma warning disable CA2100 // Names of the model.
        insert.CommandText = $"INSERT INTO \"{table}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@v{i}"))})";
#pragma warning restore CA2100
        insert.Transaction = transaction;
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@v{i}";
            insert.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                insert.Parameters[i].Value = Value(columns[i], row) ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync();
        }
    }

    private static string Names(List<IProperty> columns) => string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""));

    /// <summary>As the database takes it.</summary>
    private static object? Value(IProperty column, object row)
    {
        var value = column.GetGetter().GetClrValue(row);
        return value is not null && column.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
