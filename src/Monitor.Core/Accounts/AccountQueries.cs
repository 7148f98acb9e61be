using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>Named questions about accounts.</summary>
public static class AccountQueries
{
    /// <summary>When a token was last used is kept this closely, so that reading with it seldom writes.</summary>
    private static readonly TimeSpan UsedWithin = TimeSpan.FromHours(1);

    /// <summary>
    /// The account of a session begun under this stamp; null where it no longer counts: the password or the role was changed, or the account
    /// removed.
    /// </summary>
    public static Task<Account?> SessionAccountAsync(this MonitorDbContext db, int accountId, string stamp, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Account>().AsNoTracking()
            .SingleOrDefaultAsync(account => account.Id == accountId && account.SecurityStamp == stamp, cancellationToken);
    }

    /// <summary>The token that a script sent, with its account; null where it is none of ours, was revoked or has expired.</summary>
    public static async Task<AccountToken?> TokenAsync(this MonitorDbContext db, string sent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (ApiToken.HashOf(sent) is not { } hash
            || await db.Set<AccountToken>().AsNoTracking().Include(token => token.Account)
                .SingleOrDefaultAsync(token => token.Hash == hash && (token.ExpiresAt == null || token.ExpiresAt > now), cancellationToken) is not { } token)
        {
            return null;
        }

        if (!(token.LastUsedAt > now - UsedWithin))
        {
            await db.Set<AccountToken>().Where(one => one.Id == token.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastUsedAt, now), cancellationToken);
        }

        return token;
    }
}
