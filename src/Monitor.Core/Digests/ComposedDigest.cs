using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>A subscriber's slot that is done: the digest was composed, or there was nothing to tell. Unique, so that it happens once.</summary>
public sealed class ComposedDigest
{
    public long Id { get; private set; }

    public required int SubscriberId { get; init; }

    public required DateOnly LocalDate { get; init; }

    /// <summary>The slot's name: 07:00.</summary>
    public required string Slot { get; init; }

    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>It tells the changes after this number …</summary>
    public required long AfterSequence { get; init; }

    /// <summary>… up to this one.</summary>
    public required long ToSequence { get; init; }

    /// <summary>The message; null when there was nothing to tell.</summary>
    public string? MessageKey { get; init; }
}

internal sealed class ComposedDigestMapping : IEntityTypeConfiguration<ComposedDigest>
{
    public void Configure(EntityTypeBuilder<ComposedDigest> builder)
    {
        builder.ToTable("ComposedDigests");
        builder.HasKey(digest => digest.Id);
        builder.Property(digest => digest.Slot).HasMaxLength(5);
        builder.Property(digest => digest.MessageKey).HasMaxLength(400);
        builder.HasIndex(digest => new { digest.SubscriberId, digest.LocalDate, digest.Slot }).IsUnique();
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(digest => digest.SubscriberId);
    }
}
