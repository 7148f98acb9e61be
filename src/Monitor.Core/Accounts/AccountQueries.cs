using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>Named questions about accounts.</summary>
public static class AccountQueries
{
    /// <summary>Whether a session begun under this stamp still counts: false once the password was changed or the account removed.</summary>
    public static Task<bool> IsSessionOpenAsync(this MonitorDbContext db, int accountId, string stamp, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Account>().AnyAsync(account => account.Id == accountId && account.SecurityStamp == stamp, cancellationToken);
    }

    /// <summary>The account of a token that a script sent; null where it is none of ours.</summary>
    public static async Task<Account?> AccountOfTokenAsync(this MonitorDbContext db, string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return ApiToken.HashOf(token) is { } hash
            ? await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.TokenHash == hash, cancellationToken)
            : null;
    }
}
