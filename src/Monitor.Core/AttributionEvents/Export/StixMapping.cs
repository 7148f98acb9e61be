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
    }
}

internal sealed class StixMemberMapping : IEntityTypeConfiguration<StixMember>
{
    public void Configure(EntityTypeBuilder<StixMember> builder)
    {
        builder.ToTable("StixMembers");
        builder.HasKey(one => new { one.Search, one.ObjectId });
        builder.Property(one => one.ObjectId).HasMaxLength(100);
        builder.HasIndex(one => new { one.Search, one.AddedAt }).IsUnique();
    }
}

internal sealed class StixCollectionMapping : IEntityTypeConfiguration<StixCollection>
{
    public void Configure(EntityTypeBuilder<StixCollection> builder)
    {
        builder.ToTable("StixCollections");
        builder.HasKey(one => one.Search);
        builder.Property(one => one.Search).ValueGeneratedNever();
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
