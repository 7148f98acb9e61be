using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Subscribers;

namespace Monitor.Digests;

/// <summary>A subscriber's slot that is done: the digest was composed, or there was nothing to tell. Unique, so that it happens once.</summary>
public sealed class ComposedDigest
{
    public long Id { get; private set; }

    public required int SubscriberId { get; init; }

    public required DateOnly LocalDate { get; init; }

    /// <summary>The slot's name: 07:00.</summary>
    public required string Slot { get; init; }

    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>It tells the changes after this number …</summary>
    public required long AfterSequence { get; init; }

    /// <summary>… up to this one.</summary>
    public required long ToSequence { get; init; }

    /// <summary>The message; null when there was nothing to tell.</summary>
    public string? MessageKey { get; init; }

    /// <summary>The <see cref="MessageKey"/> of the later digest that tells it again, since this one could not be delivered; null for all others.</summary>
    public string? ToldAgainBy { get; set; }

    /// <summary>
    /// The <see cref="DigestContent"/> that the message was made of, compressed; null when there was nothing to tell, and when its time of keeping is over.
    /// </summary>
    public byte[]? Content { get; set; }

    /// <summary>What the digest told, as it stood then: for its page, and for who looks again.</summary>
    public DigestContent? Told() => Content is null ? null : Read(Content);

    internal static byte[] Pack(DigestContent content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(deflate, content);
        }

        return packed.ToArray();
    }

    private static DigestContent Read(byte[] content)
    {
        using var inflate = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<DigestContent>(inflate) ?? throw new InvalidDataException("a digest without content");
    }
}

internal sealed class ComposedDigestMapping : IEntityTypeConfiguration<ComposedDigest>
{
    public void Configure(EntityTypeBuilder<ComposedDigest> builder)
    {
        builder.ToTable("ComposedDigests");
        builder.HasKey(digest => digest.Id);
        builder.Property(digest => digest.Slot).HasMaxLength(5);
        builder.Property(digest => digest.MessageKey).HasMaxLength(400);
        builder.Property(digest => digest.ToldAgainBy).HasMaxLength(400);
        builder.HasIndex(digest => new { digest.SubscriberId, digest.LocalDate, digest.Slot }).IsUnique();
        // Only what can still be emptied stands in it.
        builder.HasIndex(digest => digest.ComposedAt).HasFilter("\"Content\" IS NOT NULL");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(digest => digest.SubscriberId);
    }
}
