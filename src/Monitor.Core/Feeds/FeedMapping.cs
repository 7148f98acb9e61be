using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Feeds.Polling;

namespace Monitor.Feeds;

internal sealed class OutletMapping : IEntityTypeConfiguration<Outlet>
{
    public void Configure(EntityTypeBuilder<Outlet> builder)
    {
        builder.ToTable("Outlets");
        builder.HasIndex(outlet => outlet.Name).IsUnique();
        // The sentinel: 0 is a weight of its own, not "nobody said".
        builder.Property(outlet => outlet.Weight).HasDefaultValue(Outlet.UsualWeight).HasSentinel(Outlet.UsualWeight);
    }
}

internal sealed class FeedMapping : IEntityTypeConfiguration<Feed>
{
    public void Configure(EntityTypeBuilder<Feed> builder)
    {
        builder.ToTable("Feeds");
        builder.HasIndex(feed => feed.Url).IsUnique();
        // Collect asks for what is due.
        builder.HasIndex(feed => feed.NextPollAt);
        builder.Property(feed => feed.State).HasConversion<string>();
        builder.HasOne(feed => feed.Outlet).WithMany().HasForeignKey(feed => feed.OutletId);
        builder.Ignore(feed => feed.Validators);
        builder.Ignore(feed => feed.Credentials);
        builder.Ignore(feed => feed.Wish);
        // The name that the column has had since the first version.
        builder.Property(feed => feed.Every).HasColumnName("IntervalMin");
        builder.Property(feed => feed.Origin).HasConversion<string>();
    }
}

internal sealed class FeedFetchMapping : IEntityTypeConfiguration<FeedFetch>
{
    public void Configure(EntityTypeBuilder<FeedFetch> builder)
    {
        builder.ToTable("FeedFetches");
        builder.HasKey(fetch => new { fetch.FeedId, fetch.Number });
        builder.Property(fetch => fetch.Outcome).HasConversion<string>();
        builder.HasOne<Feed>().WithMany().HasForeignKey(fetch => fetch.FeedId);
    }
}

internal sealed class SeenEntryMapping : IEntityTypeConfiguration<SeenEntry>
{
    public void Configure(EntityTypeBuilder<SeenEntry> builder)
    {
        builder.ToTable("SeenEntries");
        builder.HasIndex(seen => new { seen.FeedId, seen.Key }).IsUnique();
        builder.HasOne<Feed>().WithMany().HasForeignKey(seen => seen.FeedId);
    }
}
