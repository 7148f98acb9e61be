using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage;

/// <summary>
/// All tables. Each slice maps its own entities (<c>…Mapping.cs</c>) and may read those of slices left of it (src/ARCHITECTURE.md, held by
/// StructureTests); a question that several ask has a name in its slice (<c>…Queries.cs</c>). Two providers derive from it, each with its
/// migrations: SQLite (embedded, one process) and PostgreSQL (workers).
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
