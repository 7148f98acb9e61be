using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Delivery;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Key).HasMaxLength(400);
        builder.Property(message => message.ChannelKind).HasMaxLength(40);
        // Rows of before have none, and a release that is being replaced writes none.
        builder.Property(message => message.Destination).HasMaxLength(300).HasDefaultValue("");
        builder.Property(message => message.Deferrals).HasDefaultValue(0);
        builder.Property(message => message.Recipient).HasMaxLength(100);
        builder.Property(message => message.Subject).HasMaxLength(500);
        builder.Property(message => message.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(message => message.Reason).HasMaxLength(1000);
        builder.HasIndex(message => message.Key).IsUnique();

        // Only what is still to do stands in these two: they stay small, however many messages were sent.
        builder.HasIndex(message => new { message.Rank, message.DueAt, message.Id }).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(message => message.LeaseExpiresAt).HasFilter("\"LeaseExpiresAt\" IS NOT NULL");
        builder.HasIndex(message => new { message.State, message.EndedAt });
        // Lists show the latest first: all, of one state, of one subscriber.
        builder.HasIndex(message => new { message.State, message.Id });
        builder.HasIndex(message => new { message.Recipient, message.Id });
    }
}
