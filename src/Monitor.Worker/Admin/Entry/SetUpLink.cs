using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;

namespace Monitor.Worker.Admin.Entry;

/// <summary>
/// The link that makes the first admin, told in the log where nobody has an account. Whoever can read the log owns the machine; it works once,
/// since it works only while there is no account, and for a day.
/// </summary>
internal sealed class SetUpLink(IDataProtectionProvider protection, MonitorDbContextFactory contexts, TimeProvider clock)
{
    public const string Path = "/set-up";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    private readonly IDataProtector _seal = protection.CreateProtector("Monitor.SetUp");

    /// <summary>The link's path with its key; null where somebody has an account already.</summary>
    public async Task<string?> MakeAsync(CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Set<Account>().AnyAsync(stop) ? null
            : $"{Path}?key={_seal.Protect((clock.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))}";
    }

    /// <summary>Whether a key is one of ours, has not expired, and is still needed.</summary>
    public async Task<bool> IsOpenAsync(string? key, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return IsOurs(key) && !await db.Set<Account>().AnyAsync(stop);
    }

    /// <summary>Makes the first admin.</summary>
    /// <returns>The account; null where the link was used by another one meanwhile.</returns>
    public async Task<Account?> UseAsync(string? key, string name, string password, CancellationToken stop)
    {
        if (!IsOurs(key))
        {
            return null;
        }

        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (db is not SqliteMonitorDbContext)
        {
            // SQLite lets one transaction write at a time anyhow. Who comes second waits here, and then sees the first one's account.
            await db.Database.ExecuteSqlAsync($"""LOCK TABLE "Accounts" IN SHARE ROW EXCLUSIVE MODE""", stop);
        }

        if (await db.Set<Account>().AnyAsync(stop))
        {
            return null;
        }

        var account = db.AddAccount(name, password, AccountRole.Admin, name, clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return account;
    }

    private bool IsOurs(string? key)
    {
        try
        {
            return key is { Length: > 0 and < 1_000 } && long.TryParse(_seal.Unprotect(key), NumberStyles.None, CultureInfo.InvariantCulture, out var until)
                && until > clock.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
