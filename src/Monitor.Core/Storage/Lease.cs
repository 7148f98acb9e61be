using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Storage;

/// <summary>
/// Work that one worker at a time may do (Group, Notify). <see cref="AttemptNumber"/> grows with every take-over: a worker that woke up
/// late finds another number than its own and writes nothing.
/// </summary>
public sealed class Lease
{
    public required string Name { get; init; }

    public required string Holder { get; set; }

    public long AttemptNumber { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class LeaseMapping : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("Leases");
        builder.HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(100);
        builder.Property(lease => lease.Holder).HasMaxLength(200);
    }
}

/// <summary>A lease that is held: its name and the attempt number that fences each commit.</summary>
public sealed record HeldLease(string Name, string Holder, long AttemptNumber);
