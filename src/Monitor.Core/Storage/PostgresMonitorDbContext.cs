using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>PostgreSQL: the production database, shared by any number of workers.</summary>
public sealed class PostgresMonitorDbContext(DbContextOptions<PostgresMonitorDbContext> options) : MonitorDbContext(options)
{
    public override async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(cancellationToken)).ToUniversalTime();
}
