using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Articles.Walls;

internal sealed class PageTextMapping : IEntityTypeConfiguration<PageText>
{
    public void Configure(EntityTypeBuilder<PageText> builder)
    {
        builder.ToTable("PageTexts");
        builder.HasKey(text => new { text.Host, text.TextKey });
        builder.Property(text => text.Host).HasMaxLength(255);
        // The oldest of a host go first.
        builder.HasIndex(text => new { text.Host, text.SeenAt });
    }
}
