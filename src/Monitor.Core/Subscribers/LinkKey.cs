using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Storage.Sealing;

namespace Monitor.Subscribers;

/// <summary>
/// The key that signs the links in subscribers' mails. One row, made when the first link is; it stands in the database, since every worker
/// must be able to read what another one signed.
/// </summary>
public sealed class LinkKey : IHoldsSecret
{
    private const string Place = "LinkKeys.Key";
    private const int KeyBytes = 32;
    private const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The bytes of the key, or the text of the sealed key as UTF-8.</summary>
    public required byte[] Key { get; set; }

    string IHoldsSecret.SecretPlace => Place;

    string? IHoldsSecret.StoredSecret
    {
        get => Key.Length == KeyBytes ? Convert.ToBase64String(Key) : Encoding.UTF8.GetString(Key);
        set => Key = value is null || SecretBox.IsSealed(value) ? Encoding.UTF8.GetBytes(value ?? "") : Convert.FromBase64String(value);
    }

    /// <summary>A new one. Its randomness is its purpose: nothing that is computed or tested depends on it.</summary>
    internal static LinkKey New() => new() { Key = RandomNumberGenerator.GetBytes(KeyBytes) };

    internal byte[] OpenBy(SecretBox secrets) => Convert.FromBase64String(secrets.Unseal(Place, ((IHoldsSecret)this).StoredSecret!));
}

internal sealed class LinkKeyMapping : IEntityTypeConfiguration<LinkKey>
{
    public void Configure(EntityTypeBuilder<LinkKey> builder)
    {
        builder.ToTable("LinkKeys");
        builder.Property(key => key.Id).ValueGeneratedNever();
    }
}
