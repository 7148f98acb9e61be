using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Storage;

internal sealed class ChangeCounterMapping : IEntityTypeConfiguration<ChangeCounter>
{
    public void Configure(EntityTypeBuilder<ChangeCounter> builder)
    {
        builder.ToTable("ChangeCounters");
        builder.Property(counter => counter.Id).ValueGeneratedNever();
        builder.HasData(new ChangeCounter { Id = ChangeCounter.OnlyId, Last = 0 });
    }
}

/// <summary>The numbers that one transaction gives to its changes.</summary>
public sealed class ChangeSequence
{
    private readonly MonitorDbContext _db;
    private readonly long _first;

    private ChangeSequence(MonitorDbContext db, long last)
    {
        _db = db;
        _first = last;
        Last = last;
    }

    /// <summary>The last number given.</summary>
    public long Last { get; private set; }

    /// <summary>Begins numbering inside the current transaction; another one that numbers waits until this one has ended.</summary>
    public static async Task<ChangeSequence> BeginAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var counters = db.Set<ChangeCounter>();
        await counters.ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, counter => counter.Last), cancellationToken);
        return new ChangeSequence(db, await counters.Select(counter => counter.Last).SingleAsync(cancellationToken));
    }

    public long Next() => ++Last;

    /// <summary>Keeps the last number; to be called before the transaction commits.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (Last > _first)
        {
            await _db.Set<ChangeCounter>().ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, Last), cancellationToken);
        }
    }
}
