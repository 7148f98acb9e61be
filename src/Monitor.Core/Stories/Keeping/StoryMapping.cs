using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Monitor.Stories.Copies;
using Monitor.Stories.Index;

namespace Monitor.Stories.Keeping;

internal sealed class StoryMapping : IEntityTypeConfiguration<Story>
{
    public void Configure(EntityTypeBuilder<Story> builder)
    {
        builder.ToTable("Stories");
        builder.Property(story => story.Id).ValueGeneratedNever();
        builder.HasIndex(story => story.LastSeenAt);
        // Lists show those that stand, the latest first.
        builder.HasIndex(story => new { story.MergedIntoId, story.LastSeenAt, story.Id });
        builder.HasIndex(story => story.Sequence);
        builder.HasOne<Story>().WithMany().HasForeignKey(story => story.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StoryArticleMapping : IEntityTypeConfiguration<StoryArticle>
{
    public void Configure(EntityTypeBuilder<StoryArticle> builder)
    {
        builder.ToTable("StoryArticles");
        builder.HasKey(placed => placed.ArticleId);
        builder.Property(placed => placed.ArticleId).ValueGeneratedNever();
        builder.HasOne(placed => placed.Article).WithOne().HasForeignKey<StoryArticle>(placed => placed.ArticleId);
        builder.HasOne(placed => placed.Story).WithMany().HasForeignKey(placed => placed.StoryId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(placed => placed.CopyGroup);
        builder.HasIndex(placed => placed.Sequence);
        builder.Property(placed => placed.Why).HasConversion<JsonListConverter<string>, JsonListComparer<string>>();
        builder.Property(placed => placed.Changes).HasConversion<JsonListConverter<string>, JsonListComparer<string>>();
        builder.Property(placed => placed.Passages).HasConversion<JsonListConverter<AlignedPassage>, JsonListComparer<AlignedPassage>>();
    }
}

internal sealed class ArticleSignatureMapping : IEntityTypeConfiguration<ArticleSignature>
{
    public void Configure(EntityTypeBuilder<ArticleSignature> builder)
    {
        builder.ToTable("ArticleSignatures");
        builder.HasKey(signature => signature.ArticleId);
        builder.Property(signature => signature.ArticleId).ValueGeneratedNever();
        builder.HasIndex(signature => signature.Order).IsUnique();
        builder.HasIndex(signature => signature.AppearedAt);
        builder.HasOne<StoryArticle>().WithOne().HasForeignKey<ArticleSignature>(signature => signature.ArticleId);
    }
}

internal sealed class StoryLabelMapping : IEntityTypeConfiguration<StoryLabel>
{
    public void Configure(EntityTypeBuilder<StoryLabel> builder)
    {
        builder.ToTable("StoryLabels");
        builder.HasIndex(label => new { label.FirstArticleId, label.SecondArticleId }).IsUnique();
    }
}

internal sealed class CopyLabelMapping : IEntityTypeConfiguration<CopyLabel>
{
    public void Configure(EntityTypeBuilder<CopyLabel> builder)
    {
        builder.ToTable("CopyLabels");
        builder.HasIndex(label => new { label.FirstArticleId, label.SecondArticleId }).IsUnique();
        builder.Property(label => label.Reason).HasMaxLength(CopyDecisions.ReasonCharactersMax);
        builder.Property(label => label.Former).HasConversion<JsonListConverter<CopyMove>, JsonListComparer<CopyMove>>();
    }
}

internal sealed class IndexStateMapping : IEntityTypeConfiguration<IndexState>
{
    public void Configure(EntityTypeBuilder<IndexState> builder)
    {
        builder.ToTable("IndexStates");
        builder.HasKey(state => state.Name);
        builder.Property(state => state.Name).HasMaxLength(50);
    }
}

internal sealed class SetAsideArticleMapping : IEntityTypeConfiguration<SetAsideArticle>
{
    public void Configure(EntityTypeBuilder<SetAsideArticle> builder)
    {
        builder.ToTable("SetAsideArticles");
        builder.HasKey(aside => aside.ArticleId);
        builder.Property(aside => aside.ArticleId).ValueGeneratedNever();
    }
}

internal sealed class JsonListConverter<T>() : ValueConverter<IReadOnlyList<T>, string>(
    list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
    text => JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Web)!);

internal sealed class JsonListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
    (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)), list => list.Count, list => list);
