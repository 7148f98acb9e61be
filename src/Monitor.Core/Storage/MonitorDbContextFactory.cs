using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monitor.Storage.Sealing;
using Monitor.Storage.Startup;

namespace Monitor.Storage;

/// <summary>
/// Opens contexts on one database. A unit of work takes one context of its own, so that half-made changes never ride along with the next.
/// </summary>
public sealed class MonitorDbContextFactory : IDbContextFactory<MonitorDbContext>
{
    private readonly DbContextOptions<SqliteMonitorDbContext>? _sqlite;
    private readonly DbContextOptions<PostgresMonitorDbContext>? _postgres;
    private readonly SqliteTurns? _turns;

    /// <summary>The connections of one worker, where the settings name no other number.</summary>
    public const int ConnectionsMaxDefault = 20;

    // A statement may wait for its lock first.
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(30);

    /// <param name="lockWait">How long a statement waits for a lock.</param>
    /// <param name="connectionsMax">PostgreSQL: how many connections this process opens at most, over all runs.</param>
    /// <param name="secrets">Seals the secrets of rows; null for none that does.</param>
    public MonitorDbContextFactory(
        DatabaseAddress address, TimeSpan lockWait, int connectionsMax = ConnectionsMaxDefault, SecretBox? secrets = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        Secrets = secrets ?? SecretBox.Open;
        Address = address;
        switch (address)
        {
            case DatabaseAddress.Sqlite sqlite:
                _turns = new SqliteTurns(lockWait);
                _sqlite = SqliteOptions(sqlite.File, lockWait, _turns);
                break;
            case DatabaseAddress.PostgreSql postgres:
                _postgres = new DbContextOptionsBuilder<PostgresMonitorDbContext>()
                    .UseNpgsql(
                        PostgresSessions.Apply(postgres.ConnectionString, lockWait, connectionsMax),
                        npgsql => npgsql.CommandTimeout((int)(lockWait + AnswerWait).TotalSeconds))
                    .Options;
                break;
        }
    }

    public DatabaseAddress Address { get; }

    /// <summary>Whether several workers may share this database.</summary>
    public bool IsShared => _postgres is not null;

    public SecretBox Secrets { get; }

    public MonitorDbContext CreateDbContext()
    {
        MonitorDbContext db = _sqlite is not null ? new SqliteMonitorDbContext(_sqlite) : new PostgresMonitorDbContext(_postgres!);
        (db.Secrets, db.Turns) = (Secrets, _turns);
        return db;
    }

    private static DbContextOptions<SqliteMonitorDbContext> SqliteOptions(string file, TimeSpan lockWait, SqliteTurns turns)
    {
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = (int)lockWait.TotalSeconds,
        }.ConnectionString;
        return new DbContextOptionsBuilder<SqliteMonitorDbContext>()
            // A list is one parameter: SQLite takes no more than 32,766, and a story or a queue of alerts can be longer.
            .UseSqlite(connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors([new SqlitePragmas(lockWait), .. turns.Interceptors])
            .Options;
    }

    /// <summary>
    /// What SQLite forgets with each connection; one that comes out of the pool only has to be told again what it may forget. Commits are synced to disk
    /// (FULL): after a power cut a mail that was sent must not look unsent.
    /// </summary>
    private sealed class SqlitePragmas(TimeSpan lockWait) : DbConnectionInterceptor
    {
        private const string OfEachUse = "PRAGMA synchronous=FULL;";

        private readonly string _atFirst =
            $"PRAGMA busy_timeout={(int)lockWait.TotalMilliseconds}; {OfEachUse} PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";

        private readonly ConditionalWeakTable<object, object> _known = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private void Apply(DbConnection connection)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only a number of our own is put in.
            command.CommandText = _known.TryAdd(((SqliteConnection)connection).Handle!, this) ? _atFirst : OfEachUse;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
