using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Subscribers;

/// <summary>
/// The key that signs the links in subscribers' mails. One row, made when the first link is; it stands in the database, since every worker
/// must be able to read what another one signed.
/// </summary>
public sealed class LinkKey
{
    private const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required byte[] Key { get; init; }

    /// <summary>A new one. Its randomness is its purpose: nothing that is computed or tested depends on it.</summary>
    internal static LinkKey New() => new() { Key = RandomNumberGenerator.GetBytes(32) };
}

internal sealed class LinkKeyMapping : IEntityTypeConfiguration<LinkKey>
{
    public void Configure(EntityTypeBuilder<LinkKey> builder)
    {
        builder.ToTable("LinkKeys");
        builder.Property(key => key.Id).ValueGeneratedNever();
    }
}
