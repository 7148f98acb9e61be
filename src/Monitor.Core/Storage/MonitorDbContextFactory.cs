using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
    private readonly DbContextOptions<PostgresMonitorDbContext>? _postgresForgetful;
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
                var sessions = PostgresSessions.Of(postgres.ConnectionString, lockWait, connectionsMax);
                (_postgres, _postgresForgetful) = (PostgresOptions(sessions.Durable, lockWait), PostgresOptions(sessions.Forgetful, lockWait));
                break;
        }
    }

    public DatabaseAddress Address { get; }

    /// <summary>Whether several workers may share this database.</summary>
    public bool IsShared => _postgres is not null;

    public SecretBox Secrets { get; }

    public MonitorDbContext CreateDbContext() => Create(mayForget: false);

    /// <summary>
    /// A context whose writes survive the end of the process, but the last of them perhaps not that of the machine: right for claims, and for all that
    /// is made again from feeds and pages. Both databases write one log in the order of commits: once a mail's own commit, which waits for the disk, is
    /// there, all that it was made of is there too. So a power cut never unsends a mail.
    /// </summary>
    public MonitorDbContext CreateForgetful() => Create(mayForget: true);

    /// <summary>
    /// Closes the connections to SQLite that nobody uses: each keeps up to 4 MB of pages, as many as there once were at a time. At every moment
    /// one is open: by it another program sees that a worker is at work on the file (<see cref="EarlierRelease"/>). Those of PostgreSQL end by themselves.
    /// </summary>
    public void CloseIdle()
    {
        if (_sqlite is null)
        {
            return;
        }

        try
        {
            using var meanwhile = CreateDbContext();
            meanwhile.Database.OpenConnection();
            SqliteConnection.ClearAllPools();
            using var staying = CreateDbContext();
            staying.Database.OpenConnection();
        }
        catch (SqliteException)
        {
            // The file cannot be opened just now; whoever needs it says so.
        }
    }

    private MonitorDbContext Create(bool mayForget)
    {
        MonitorDbContext db = _sqlite is not null
            ? new SqliteMonitorDbContext(_sqlite)
            : new PostgresMonitorDbContext(mayForget ? _postgresForgetful! : _postgres!);
        (db.Secrets, db.Turns, db.MayForget) = (Secrets, _turns, mayForget);
        return db;
    }

    private static DbContextOptions<PostgresMonitorDbContext> PostgresOptions(string connectionString, TimeSpan lockWait) =>
        new DbContextOptionsBuilder<PostgresMonitorDbContext>()
            .UseNpgsql(connectionString, npgsql => npgsql.CommandTimeout((int)(lockWait + AnswerWait).TotalSeconds))
            .Options;

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
}
