using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.AttributionEvents;
using Monitor.Subscribers;

namespace Monitor.Alerts;

internal sealed class AlertEntryMapping : IEntityTypeConfiguration<AlertEntry>
{
    public void Configure(EntityTypeBuilder<AlertEntry> builder)
    {
        builder.ToTable("AlertEntries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Channel).HasMaxLength(Subscriber.NameCharactersMax);
        builder.Property(entry => entry.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(entry => entry.Reason).HasMaxLength(300);
        builder.Property(entry => entry.MessageKey).HasMaxLength(400);
        builder.HasIndex(entry => new { entry.SubscriberId, entry.Channel, entry.NewsId }).IsUnique();
        builder.HasIndex(entry => entry.SubscriberId).HasFilter("\"State\" = 'Waiting'").HasDatabaseName("IX_AlertEntries_Waiting");
        builder.HasIndex(entry => new { entry.SubscriberId, entry.Channel, entry.EndedAt });
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(entry => entry.SubscriberId);
        builder.HasOne<AttributionNews>().WithMany().HasForeignKey(entry => entry.NewsId);
    }
}

internal sealed class ToldFactMapping : IEntityTypeConfiguration<ToldFact>
{
    public void Configure(EntityTypeBuilder<ToldFact> builder)
    {
        builder.ToTable("ToldFacts");
        builder.HasKey(fact => new { fact.SubscriberId, fact.Channel, fact.FactKey });
        builder.Property(fact => fact.Channel).HasMaxLength(Subscriber.NameCharactersMax);
        builder.Property(fact => fact.MessageKey).HasMaxLength(400);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(fact => fact.SubscriberId);
    }
}

internal sealed class AlertCursorMapping : IEntityTypeConfiguration<AlertCursor>
{
    public void Configure(EntityTypeBuilder<AlertCursor> builder)
    {
        builder.ToTable("AlertCursors");
        builder.Property(cursor => cursor.Id).ValueGeneratedNever();
        builder.HasData(new AlertCursor { Id = AlertCursor.OnlyId, Sequence = 0 });
    }
}
