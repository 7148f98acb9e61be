using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Subscribers;

/// <summary>A link that was sent to an address so that it is confirmed there: good once, and for <see cref="ValidFor"/>.</summary>
public sealed class AddressConfirmation
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    /// <summary>The number in the signed link.</summary>
    public long Id { get; private set; }

    public required int SubscriberId { get; init; }

    /// <summary>Where the link was sent, and what it confirms.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

internal sealed class AddressConfirmationMapping : IEntityTypeConfiguration<AddressConfirmation>
{
    public void Configure(EntityTypeBuilder<AddressConfirmation> builder)
    {
        builder.ToTable("AddressConfirmations");
        builder.Property(confirmation => confirmation.Address).HasMaxLength(320);
        builder.HasIndex(confirmation => new { confirmation.SubscriberId, confirmation.AskedAt });
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(confirmation => confirmation.SubscriberId);
    }
}
