using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Storage;

/// <summary>All rows of all tables as a database has them, whatever the model of today says.</summary>
internal sealed class StoredRows
{
    private readonly Dictionary<string, (string[] Columns, List<string[]> Rows)> _tables = new(StringComparer.Ordinal);

    /// <summary>"Table.Column" of everything.</summary>
    public IEnumerable<string> Columns => _tables.SelectMany(table => table.Value.Columns.Select(column => $"{table.Key}.{column}"));

    public IEnumerable<string> Tables => _tables.Keys;

    public static async Task<StoredRows> OfAsync(MonitorDbContext db)
    {
        var stored = new StoredRows();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var names = await ReadAsync(connection, db is SqliteMonitorDbContext
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        foreach (var name in names.Rows.Select(row => row[0]).Where(name => !name.StartsWith("__EF", StringComparison.Ordinal)))
        {
            stored._tables[name] = await ReadAsync(connection, $"SELECT * FROM \"{name}\"");
        }

        await db.Database.CloseConnectionAsync();
        return stored;
    }

    /// <summary>The rows of a table in these columns ("Table.Column"), in an order of their own.</summary>
    public IReadOnlyList<string> Rows(string table, IReadOnlySet<string> columns)
    {
        var (names, rows) = _tables[table];
        var wanted = Enumerable.Range(0, names.Length).Where(i => columns.Contains($"{table}.{names[i]}")).OrderBy(i => names[i], StringComparer.Ordinal).ToList();
        return [.. rows.Select(row => string.Join("|", wanted.Select(i => $"{names[i]}={row[i]}"))).Order(StringComparer.Ordinal)];
    }

    private static async Task<(string[] Columns, List<string[]> Rows)> ReadAsync(DbConnection connection, string question)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables, as the database gave them.
        command.CommandText = question;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => TextOf(reader.GetValue(i)))]);
        }

        return (columns, rows);
    }

    private static string TextOf(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => $"{bytes.Length} bytes, {Convert.ToHexString(SHA256.HashData(bytes))}",
        Array items => string.Join(",", items.Cast<object>().Select(TextOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
