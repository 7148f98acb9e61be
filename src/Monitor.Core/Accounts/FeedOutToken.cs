using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Storage.Sealing;

namespace Monitor.Accounts;

/// <summary>
/// What a feed reader shows to read one saved search as a feed, and nothing else. It stands in the feed's address and in OPML, so that it is
/// kept as it is (sealed where a key is given), unlike the tokens of accounts. A new one ends the one before.
/// </summary>
public sealed class FeedOutToken : IHoldsSecret
{
    public const string SecretPlace = "FeedOutTokens.Token";

    /// <summary>The lasting id of the saved search.</summary>
    public Guid SearchId { get; init; }

    /// <summary>Perhaps sealed.</summary>
    public required string Token { get; set; }

    /// <summary>Who made it.</summary>
    public required string Author { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    string IHoldsSecret.SecretPlace => SecretPlace;

    string? IHoldsSecret.StoredSecret
    {
        get => Token;
        set => Token = value ?? "";
    }

    /// <summary>192 random bits, in the letters of addresses.</summary>
    public static string Make() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>Whether what was sent is this token, in a time that tells nothing.</summary>
    public bool IsSent(string? sent, SecretBox secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return sent is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(secrets.Unseal(SecretPlace, Token)));
    }
}

internal sealed class FeedOutTokenMapping : IEntityTypeConfiguration<FeedOutToken>
{
    public void Configure(EntityTypeBuilder<FeedOutToken> builder)
    {
        builder.ToTable("FeedOutTokens");
        builder.HasKey(token => token.SearchId);
        builder.Property(token => token.Author).HasMaxLength(100);
    }
}
