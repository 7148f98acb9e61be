using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Accounts;

/// <summary>
/// What a change through the API was answered, under the key that the caller gave it (Idempotency-Key, draft-ietf-httpapi-idempotency-key-header):
/// sent again, it is answered alike and not done twice.
/// </summary>
public sealed class GivenAnswer
{
    public const int KeyLettersMax = 200;
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Whose key it is: two callers may choose the same.</summary>
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>The hash of method, address and body: the key of another request is refused.</summary>
    public required string RequestHash { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Null while it is being done, and where the worker died over it.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    public byte[]? Body { get; set; }
}

internal sealed class GivenAnswerMapping : IEntityTypeConfiguration<GivenAnswer>
{
    public void Configure(EntityTypeBuilder<GivenAnswer> builder)
    {
        builder.ToTable("GivenAnswers");
        builder.HasKey(answer => new { answer.Caller, answer.Key });
        builder.Property(answer => answer.Caller).HasMaxLength(32);
        builder.Property(answer => answer.Key).HasMaxLength(GivenAnswer.KeyLettersMax);
        builder.Property(answer => answer.RequestHash).HasMaxLength(64);
        builder.Property(answer => answer.ContentType).HasMaxLength(100);
        builder.HasIndex(answer => answer.AskedAt);
    }
}
