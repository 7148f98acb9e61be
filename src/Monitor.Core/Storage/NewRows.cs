using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Monitor.Storage;

/// <summary>
/// New rows of one table: written past EF's tracking by one repeated statement. For what comes by the dozen with each poll or batch: there EF's watching,
/// ordering and translating costs more than the writing. Columns and conversions are those of EF's model.
/// </summary>
internal static class NewRows
{
    private static readonly ConcurrentDictionary<(Type Context, Type Row), Table> Tables = [];

    /// <summary>Writes rows whose numbers the database gives, in their order, in the transaction that is open.</summary>
    /// <param name="number">Takes the number that the database gave a row.</param>
    /// <exception cref="DbUpdateException">The database refused a row, as when EF saves: the transaction has to be given up.</exception>
    public static async Task InsertAsync<T>(MonitorDbContext db, IReadOnlyList<T> rows, Action<T, long> number, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var numbers = await WriteAsync<T, long>(db, rows, RepeatedStatement.NumbersAsync, cancellationToken);
        for (var i = 0; i < numbers.Length; i++)
        {
            number(rows[i], numbers[i]);
        }
    }

    /// <summary>The same for rows whose keys are known.</summary>
    /// <exception cref="DbUpdateException">The database refused a row, as when EF saves: the transaction has to be given up.</exception>
    public static Task InsertAsync<T>(MonitorDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync<T, int>(db, rows, RepeatedStatement.ExecuteAsync, cancellationToken);

    private static async Task<TAnswer[]> WriteAsync<T, TAnswer>(
        MonitorDbContext db, IReadOnlyList<T> rows,
        Func<MonitorDbContext, string, IReadOnlyList<object?[]>, CancellationToken, Task<TAnswer[]>> write, CancellationToken cancellationToken)
    {
        var table = Tables.GetOrAdd((db.GetType(), typeof(T)), (_, model) => Table.Of(model.FindEntityType(typeof(T))!), db.Model);
        try
        {
            return await write(db, table.Statement, [.. rows.Select(row => table.Values(row!))], cancellationToken);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or InvalidOperationException))
        {
            throw new DbUpdateException($"rows of {typeof(T).Name} were not written: {fault.Message}", fault);
        }
    }

    private sealed record Table(string Statement, IReadOnlyList<IProperty> Columns)
    {
        public static Table Of(IEntityType type)
        {
            var key = type.FindPrimaryKey()!.Properties.Single();
            var isNumbered = key.ValueGenerated is ValueGenerated.OnAdd;
            var columns = type.GetProperties().Where(property => !isNumbered || property != key).ToList();
            var names = string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""));
            var places = string.Join(", ", columns.Select((_, place) => $"@p{place}"));
            var answer = isNumbered ? $" RETURNING \"{key.GetColumnName()}\"" : "";
            return new Table($"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ({places}){answer}", columns);
        }

        public object?[] Values(object row)
        {
            var values = new object?[Columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                var value = Columns[i].GetGetter().GetClrValue(row);
                values[i] = Columns[i].GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
            }

            return values;
        }
    }
}
