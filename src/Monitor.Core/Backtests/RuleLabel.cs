using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Articles;

namespace Monitor.Backtests;

/// <summary>An analyst's judgement whether a rule's topic is right for an article. The last one counts.</summary>
public sealed class RuleLabel
{
    public long Id { get; set; }

    public required string RuleId { get; set; }

    public long ArticleId { get; set; }

    public bool IsRight { get; set; }

    public required string Author { get; set; }

    public DateTimeOffset At { get; set; }
}

internal sealed class RuleLabelMapping : IEntityTypeConfiguration<RuleLabel>
{
    public void Configure(EntityTypeBuilder<RuleLabel> builder)
    {
        builder.ToTable("RuleLabels");
        builder.Property(label => label.RuleId).HasMaxLength(300);
        builder.Property(label => label.Author).HasMaxLength(200);
        builder.HasIndex(label => new { label.RuleId, label.ArticleId });
        builder.HasOne<Article>().WithMany().HasForeignKey(label => label.ArticleId);
    }
}
