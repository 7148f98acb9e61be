using Microsoft.EntityFrameworkCore;
using Monitor.Storage.Sealing;

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

    /// <summary>What seals the secrets of rows that are saved, and opens them.</summary>
    public SecretBox Secrets { get; set; } = SecretBox.Open;

    /// <summary>The turns of this process's transactions; null where the database lets them write at once.</summary>
    internal SqliteTurns? Turns { get; set; }

    /// <summary>How the connection is to be opened: see <see cref="MonitorDbContextFactory.CreateForgetful"/>.</summary>
    internal bool MayForget { get; set; }

    /// <summary>
    /// Waits for the turn of the transaction to come before its connection is opened. Where many wait, few connections are open then: SQLite's keep up to
    /// 4 MB of pages each, of which the next writer makes those of all others worthless.
    /// </summary>
    public async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (Turns is not null)
        {
            await Turns.TakeAsync(Database.GetDbConnection(), cancellationToken);
        }
    }

    /// <summary>
    /// For a unit that a failed save ends: without the savepoint that each save in a transaction begins with, which costs PostgreSQL two round trips, and
    /// SQLite a walk through all that it remembers for it after each statement.
    /// </summary>
    public void SaveWithoutSavepoints() => Database.AutoSavepointsEnabled = false;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        SealSecrets();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SealSecrets();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MonitorDbContext).Assembly);
    }

    /// <summary>Here, and not where a secret is set, so that none can be forgotten.</summary>
    private void SealSecrets()
    {
        if (!Secrets.HasKey)
        {
            return;
        }

        // Saving looks for changes itself: once for all rows is enough.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var row in ChangeTracker.Entries().Select(entry => entry.Entity).OfType<IHoldsSecret>())
        {
            row.StoredSecret = row.StoredSecret is { } secret ? Secrets.Seal(row.SecretPlace, secret) : null;
        }

        ChangeTracker.AutoDetectChangesEnabled = detects;
    }
}
