using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.AttributionEvents.Export;

internal sealed class StixObjectMapping : IEntityTypeConfiguration<StixObject>
{
    public void Configure(EntityTypeBuilder<StixObject> builder)
    {
        builder.ToTable("StixObjects");
        builder.Property(one => one.Id).HasMaxLength(100);
        builder.Property(one => one.Type).HasMaxLength(40);
        builder.HasIndex(one => one.AddedAt).IsUnique();
        builder.HasIndex(one => new { one.Type, one.AddedAt });
        builder.HasIndex(one => one.EventId);
        builder.HasQueryFilter(one => !one.Type.Contains(StixMembers.Space));
    }
}

internal sealed class StixSourceMapping : IEntityTypeConfiguration<StixSource>
{
    public void Configure(EntityTypeBuilder<StixSource> builder)
    {
        builder.ToTable("StixSources");
        builder.Property(source => source.Id).ValueGeneratedNever();
        builder.HasData(new StixSource { Id = StixSource.OnlyId });
    }
}
