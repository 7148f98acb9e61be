using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

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
