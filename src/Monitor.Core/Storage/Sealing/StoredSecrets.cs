using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Feeds;
using Monitor.Subscribers;

namespace Monitor.Storage.Sealing;

/// <summary>All secrets of a database at once: how they stand, and sealing and unsealing what is there.</summary>
/// <param name="Sealed">So many are sealed.</param>
/// <param name="Unsealed">So many stand open.</param>
/// <param name="Foreign">So many of the sealed do not open with this key, or there is none.</param>
public sealed record StoredSecrets(int Sealed, int Unsealed, int Foreign)
{
    /// <summary>Why a worker must not start with this key, in a sentence; null where it may.</summary>
    public string? Fault(bool hasKey) =>
        Foreign == 0 ? null
        : hasKey ? $"{Foreign} secrets of the database were sealed with another key: give the key that sealed them in Storage:SecretsKeyFile"
        : $"{Foreign} secrets of the database are sealed, and no key is given: name the file with the key that sealed them in Storage:SecretsKeyFile";

    public static async Task<StoredSecrets> LookAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var stored = (await AllAsync(db, cancellationToken)).ConvertAll(row => (row.SecretPlace, Secret: row.StoredSecret!));
        var sealedOnes = stored.FindAll(one => SecretBox.IsSealed(one.Secret));
        return new StoredSecrets(
            sealedOnes.Count, stored.Count - sealedOnes.Count, sealedOnes.Count(one => db.Secrets.TryUnseal(one.SecretPlace, one.Secret) is null));
    }

    /// <summary>Seals what stands open; answers how many that were.</summary>
    public static Task<int> SealAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken) =>
        RewriteAsync(contexts, contexts?.Secrets ?? SecretBox.Open, cancellationToken);

    /// <summary>Opens what is sealed, so that another key can seal it, or none; answers how many that were.</summary>
    /// <exception cref="InvalidOperationException">It was sealed with another key.</exception>
    public static Task<int> UnsealAsync(MonitorDbContextFactory contexts, CancellationToken cancellationToken) =>
        RewriteAsync(contexts, SecretBox.Open, cancellationToken);

    private static async Task<int> RewriteAsync(MonitorDbContextFactory contexts, SecretBox into, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        await using var db = contexts.CreateDbContext();
        db.Secrets = into;
        if (db.Database.IsSqlite())
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            // What was written over must not stay in the file's free space …
            await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", cancellationToken);
        }

        var changed = 0;
        foreach (var row in await AllAsync(db, cancellationToken))
        {
            var before = row.StoredSecret!;
            row.StoredSecret = into.HasKey ? into.Seal(row.SecretPlace, before) : contexts.Secrets.Unseal(row.SecretPlace, before);
            changed += row.StoredSecret == before ? 0 : 1;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (changed > 0 && db.Database.IsSqlite())
        {
            // … nor in the log beside it.
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }

        return changed;
    }

    private static async Task<List<IHoldsSecret>> AllAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
    [
        .. await db.Set<Feed>().Where(feed => feed.Password != null).ToListAsync(cancellationToken),
        .. await db.Set<ProtectionKey>().ToListAsync(cancellationToken),
        .. await db.Set<LinkKey>().ToListAsync(cancellationToken),
        .. await db.Set<FeedOutToken>().ToListAsync(cancellationToken),
    ];
}
