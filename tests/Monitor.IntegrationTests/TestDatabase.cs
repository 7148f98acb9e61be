using Microsoft.Data.Sqlite;
using Monitor.Storage;
using Npgsql;

namespace Monitor.IntegrationTests;

/// <summary>
/// A fresh, migrated database: a SQLite file in a temporary folder, or a database on the server that MONITOR_TEST_POSTGRES names
/// (tests/run.sh starts one). Both are copied from a template that is migrated once a test run.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static readonly string RunId = Guid.NewGuid().ToString("N")[..12];
    private static string? _sqliteTemplate;
    private static string? _postgresTemplate;

    private readonly string _name;

    private TestDatabase(DatabaseAddress address, string name)
    {
        _name = name;
        Address = address;
        Contexts = new MonitorDbContextFactory(address, LockWait);
    }

    /// <summary>Both kinds, for theories.</summary>
    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    public DatabaseAddress Address { get; }

    public MonitorDbContextFactory Contexts { get; }

    /// <summary>The address as <c>--database</c> takes it.</summary>
    public string Url => Address switch
    {
        DatabaseAddress.Sqlite sqlite => $"sqlite:{sqlite.File}",
        DatabaseAddress.PostgreSql => new UriBuilder(ServerUrl) { Path = _name }.Uri.AbsoluteUri,
        _ => throw new InvalidOperationException(),
    };

    private static string? NamedServer => Environment.GetEnvironmentVariable("MONITOR_TEST_POSTGRES");

    private static Uri ServerUrl => new(NamedServer ?? throw new InvalidOperationException("MONITOR_TEST_POSTGRES is not set"));

    /// <summary>A case that needs PostgreSQL is skipped where no server is named: in an editor. tests/run.sh always names one.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        Assert.SkipWhen(
            kind is DatabaseKind.PostgreSql && NamedServer is null,
            "no PostgreSQL: MONITOR_TEST_POSTGRES names none, such as postgresql://postgres@127.0.0.1:5432/postgres; 'bash tests/run.sh' starts one");
        await OneAtATime.WaitAsync();
        try
        {
            return kind is DatabaseKind.Sqlite ? await CreateSqliteAsync() : await CreatePostgresAsync();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>A database without tables, and as old or new as what is put into it.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind)
    {
        if (kind is DatabaseKind.Sqlite)
        {
            return new TestDatabase(new DatabaseAddress.Sqlite(Path.Combine(Directory.CreateTempSubdirectory("monitor-test-").FullName, "monitor.db")), "");
        }

        var name = $"monitor_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        return new TestDatabase(AddressOf(name), name);
    }

    public async ValueTask DisposeAsync()
    {
        if (Address is DatabaseAddress.Sqlite sqlite)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path.GetDirectoryName(sqlite.File)!, recursive: true);
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{_name}\" WITH (FORCE)");
    }

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-").FullName;
        if (_sqliteTemplate is null)
        {
            var template = Path.Combine(Directory.CreateTempSubdirectory("monitor-template-").FullName, "monitor.db");
            await DatabaseSetup.MigrateAsync(new MonitorDbContextFactory(new DatabaseAddress.Sqlite(template), LockWait), CancellationToken.None);
            SqliteConnection.ClearAllPools();
            _sqliteTemplate = template;
        }

        var file = Path.Combine(folder, "monitor.db");
        File.Copy(_sqliteTemplate, file);
        return new TestDatabase(new DatabaseAddress.Sqlite(file), "");
    }

    private static async Task<TestDatabase> CreatePostgresAsync()
    {
        if (_postgresTemplate is null)
        {
            var template = $"monitor_template_{RunId}";
            await ExecuteAsync($"CREATE DATABASE \"{template}\"");
            await DatabaseSetup.MigrateAsync(new MonitorDbContextFactory(AddressOf(template), LockWait), CancellationToken.None);
            NpgsqlConnection.ClearAllPools();
            _postgresTemplate = template;
        }

        var name = $"monitor_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{_postgresTemplate}\"");
        return new TestDatabase(AddressOf(name), name);
    }

    private static DatabaseAddress AddressOf(string database) =>
        DatabaseAddress.TryParse(new UriBuilder(ServerUrl) { Path = database }.Uri.AbsoluteUri, out var address)
            ? address
            : throw new InvalidOperationException("MONITOR_TEST_POSTGRES is no postgresql:// address");

    private static async Task ExecuteAsync(string sql)
    {
        var server = (DatabaseAddress.PostgreSql)AddressOf(ServerUrl.AbsolutePath);
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names made here.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
