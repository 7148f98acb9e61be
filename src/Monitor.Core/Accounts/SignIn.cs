using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>
/// Tells whether a name and a password belong together. Somebody who guesses learns nothing but no: not whether the name exists, nor
/// whether the account is locked.
/// </summary>
public sealed class SignIn(MonitorDbContextFactory contexts, TimeProvider clock) : IDisposable
{
    /// <summary>A refusal takes this long whatever the reason, so that its time tells nothing. By the wall clock: a play's clock stands still.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(300);

    private const int HashesAtOnce = 2;

    // As costly to try as anybody's. Made at the first try of a process, not at its start.
    private static readonly Lazy<string> NobodysHash = new(() => Passwords.Hash(Passwords.Generate()));

    private readonly SemaphoreSlim _hashing = new(HashesAtOnce);

    /// <param name="isKnownBrowser">
    /// It comes from a browser in which this account was signed in before: neither does a lock hold it up, which anybody can bring about who
    /// knows the name, nor does it count towards one (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). Its own tries are
    /// counted by the caller.
    /// </param>
    /// <returns>The account; null where the sign-in is refused.</returns>
    public async Task<Account?> TryAsync(string name, string password, CancellationToken cancellationToken, bool isKnownBrowser = false)
    {
        var began = Stopwatch.GetTimestamp();
        await using var db = contexts.CreateDbContext();
        var typed = AccountName.Of(name);
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Name == typed, cancellationToken);
        var mayTry = account is not null && (isKnownBrowser || await TakeTryAsync(db, account, cancellationToken));
        // Asked for whoever is known too: else the first try of all would tell by its time that there is no such name.
        var nobodys = NobodysHash.Value;
        if (await IsRightAsync(account?.PasswordHash ?? nobodys, password, cancellationToken) && mayTry)
        {
            var now = clock.GetUtcNow();
            await db.Set<Account>().Where(one => one.Id == account!.Id).ExecuteUpdateAsync(
                set => set
                    // What strangers failed stays counted: a known browser lets none of them try anew.
                    .SetProperty(one => one.FailuresInARow, one => isKnownBrowser ? one.FailuresInARow : 0)
                    .SetProperty(one => one.LockedUntil, one => isKnownBrowser ? one.LockedUntil : null)
                    .SetProperty(one => one.LastSignInAt, now),
                cancellationToken);
            return account;
        }

        var rest = RefusalTakes - Stopwatch.GetElapsedTime(began);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken);
        return null;
    }

    public void Dispose() => _hashing.Dispose();

    /// <summary>
    /// Counts the try as a failure before the password is looked at, and only if nobody else counted one meanwhile: a thousand tries at once
    /// are no more than the same tries one after the other.
    /// </summary>
    private async Task<bool> TakeTryAsync(MonitorDbContext db, Account account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var failures = account.FailuresInARow + 1;
        var lockedUntil = LockOut.Until(now, failures);
        return await db.Set<Account>()
            .Where(one => one.Id == account.Id && one.FailuresInARow == account.FailuresInARow && (one.LockedUntil == null || one.LockedUntil <= now))
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => one.FailuresInARow, failures).SetProperty(one => one.LockedUntil, lockedUntil), cancellationToken) == 1;
    }

    private async Task<bool> IsRightAsync(string hash, string password, CancellationToken cancellationToken)
    {
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return Passwords.Verify(hash, password);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
