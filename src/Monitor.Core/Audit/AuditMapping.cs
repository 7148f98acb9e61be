using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(entry => entry.Who).HasMaxLength(AuditEntry.WhoCharactersMax);
        builder.Property(entry => entry.Deed).HasConversion<string>().HasMaxLength(40);
        builder.Property(entry => entry.Object).HasMaxLength(AuditEntry.ObjectCharactersMax);
        builder.Property(entry => entry.Before).HasMaxLength(AuditEntry.StateCharactersMax);
        builder.Property(entry => entry.After).HasMaxLength(AuditEntry.StateCharactersMax);
        builder.Property(entry => entry.Why).HasMaxLength(AuditEntry.WhyCharactersMax);
        // The log is asked newest first: of one person, of one thing, of one kind of deed.
        builder.HasIndex(entry => new { entry.Who, entry.Id });
        builder.HasIndex(entry => new { entry.Object, entry.Id });
        builder.HasIndex(entry => new { entry.Deed, entry.Id });
    }
}
