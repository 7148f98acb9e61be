using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Subscribers.Refusals;

/// <summary>A day on which an address refused our mail for good: by the answer to an attempt, or by a report that came back.</summary>
public sealed class MailRefusal
{
    public const int ReasonCharactersMax = 500;

    public long Id { get; private set; }

    public required string Address { get; init; }

    /// <summary>In UTC; unique with the address.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Nobody has the address.</summary>
    public required bool NoSuchUser { get; init; }

    /// <summary>What was said, without the address.</summary>
    public required string Reason { get; init; }
}

internal sealed class MailRefusalMapping : IEntityTypeConfiguration<MailRefusal>
{
    public void Configure(EntityTypeBuilder<MailRefusal> builder)
    {
        builder.ToTable("MailRefusals");
        builder.HasKey(refusal => refusal.Id);
        builder.Property(refusal => refusal.Address).HasMaxLength(320);
        builder.Property(refusal => refusal.Reason).HasMaxLength(MailRefusal.ReasonCharactersMax);
        builder.HasIndex(refusal => new { refusal.Address, refusal.Day }).IsUnique();
    }
}
