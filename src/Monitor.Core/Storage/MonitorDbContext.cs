using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>
/// All tables. Each slice maps its own entities (<c>…Mapping.cs</c>); a slice reads another slice's tables only through that slice's
/// named questions. Two providers derive from it, each with its migrations: SQLite (embedded, one process) and PostgreSQL (workers).
/// </summary>
public abstract class MonitorDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The instant by the database's clock, in UTC: leases of several workers are compared by one clock only.</summary>
    public abstract Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MonitorDbContext).Assembly);
    }
}

/// <summary>PostgreSQL: the production database, shared by any number of workers.</summary>
public sealed class PostgresMonitorDbContext(DbContextOptions<PostgresMonitorDbContext> options) : MonitorDbContext(options)
{
    public override async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellationToken)).ToUniversalTime();
}

/// <summary>SQLite: one file, one process.</summary>
public sealed class SqliteMonitorDbContext(DbContextOptions<SqliteMonitorDbContext> options) : MonitorDbContext(options)
{
    public override async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        UtcTextConverter.Parse(
            await Database.SqlQuery<string>($"SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now') || '0000Z' AS Value").SingleAsync(cancellationToken));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTextConverter>();
    }
}
