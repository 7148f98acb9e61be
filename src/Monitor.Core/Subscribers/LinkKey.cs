using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monitor.Storage;

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

public static class LinkKeyQueries
{
    /// <summary>The links of this installation, with a key made now if there is none; null where no public address is set.</summary>
    /// <remarks>Called by Notify, which one worker at a time runs; so no two make a key.</remarks>
    public static async Task<SubscriberLinks?> LinksAsync(this MonitorDbContext db, string publicUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(publicUrl);
        if (publicUrl.Length == 0)
        {
            return null;
        }

        var key = await db.Set<LinkKey>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (key is null)
        {
            db.Add(key = LinkKey.New());
            await db.SaveChangesAsync(cancellationToken);
        }

        return new SubscriberLinks(publicUrl, key.Key);
    }

    /// <summary>The links without writing anything: to check signatures, and for previews. Null while no link was ever made, or without a public address.</summary>
    public static async Task<SubscriberLinks?> KnownLinksAsync(this MonitorDbContext db, string publicUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(publicUrl);
        return publicUrl.Length > 0 && await db.Set<LinkKey>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } key
            ? new SubscriberLinks(publicUrl, key.Key)
            : null;
    }
}
