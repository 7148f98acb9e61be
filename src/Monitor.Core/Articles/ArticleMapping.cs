using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Articles;

internal sealed class ArticleMapping : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("Articles");
        builder.HasIndex(article => article.AddressHash).IsUnique();
        builder.HasIndex(article => article.ImportKey).IsUnique();
        // What Read and Group have to do, in the order in which they take it: behind a column that is null PostgreSQL takes an index for unordered, and
        // would sort all that waits for each few that are claimed. A row stands here only as long as it waits.
        builder.HasIndex(article => new { article.ReadDueAt, article.Id }).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_Articles_ToRead");
        builder.HasIndex(article => new { article.AppearedAt, article.Id }).HasFilter("\"ReadAt\" IS NOT NULL AND \"GroupedAt\" IS NULL")
            .HasDatabaseName("IX_Articles_ToGroup");
        builder.HasIndex(article => article.CollectedAt);
        // Lists and search go by the key; what an older version kept without one is found by the few rows that lack it.
        builder.HasIndex(article => article.SearchKey).IsUnique();
        builder.HasIndex(article => article.Id).HasFilter("\"SearchKey\" IS NULL AND \"GroupedAt\" IS NOT NULL").HasDatabaseName("IX_Articles_NotIndexed");
        // Tagging again asks for what an older config tagged, newest first.
        builder.HasIndex(article => new { article.TagStamp, article.AppearedAt });
    }
}

internal sealed class ArticleRevisionMapping : IEntityTypeConfiguration<ArticleRevision>
{
    public void Configure(EntityTypeBuilder<ArticleRevision> builder)
    {
        builder.ToTable("ArticleRevisions");
        builder.HasIndex(revision => new { revision.ArticleId, revision.Number }).IsUnique();
        builder.HasOne<Article>().WithMany().HasForeignKey(revision => revision.ArticleId);
    }
}

internal sealed class ArticleListingMapping : IEntityTypeConfiguration<ArticleListing>
{
    public void Configure(EntityTypeBuilder<ArticleListing> builder)
    {
        builder.ToTable("ArticleListings");
        builder.HasIndex(listing => new { listing.FeedId, listing.EntryKey }).IsUnique();
        builder.HasOne(listing => listing.Article).WithMany().HasForeignKey(listing => listing.ArticleId);
    }
}
