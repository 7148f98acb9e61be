using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>What came of a deed on an account, and the secret that it made, which nobody is shown again.</summary>
public sealed record AccountOutcome(DeedOutcome Deed, string? Secret = null);

/// <summary>What is done to accounts and their tokens by pages and the API, each as one commit.</summary>
public static class AccountDesk
{
    public const int TokensMax = 50;
    public const int TokenDaysMax = 3650;

    /// <summary>A further account, with a password that is made.</summary>
    public static async Task<AccountOutcome> AddAccountAsync(
        this MonitorDbContext db, string typed, AccountRole role, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = AccountName.Of(typed);
        if (!AccountName.IsValid(name))
        {
            return new AccountOutcome(new DeedOutcome.Unusable(
                "name", $"\"{name}\" is no name: 1 to {AccountName.LettersMax} small letters, digits and . _ - are expected"));
        }

        if (await db.Set<Account>().AnyAsync(account => account.Name == name, cancellationToken))
        {
            return new AccountOutcome(new DeedOutcome.Refused($"there is an account {name} already"));
        }

        var password = Passwords.Generate();
        db.AddAccount(name, password, role, author, now);
        await db.SaveChangesAsync(cancellationToken);
        return new AccountOutcome(new DeedOutcome.Done($"{name} is made"), password);
    }

    public static Task<AccountOutcome> SetRoleAsync(
        this MonitorDbContext db, string name, AccountRole role, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async account =>
            {
                if (role is not AccountRole.Admin && await db.IsLastAdminAsync(account, cancellationToken))
                {
                    return LastAdmin(account);
                }

                db.SetRole(account, role, author, now);
                return Done($"{account.Name} is {AccountDeeds.RoleWord(role)} from now on; the sessions are ended");
            },
            cancellationToken);

    public static Task<AccountOutcome> UnlockAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            account =>
            {
                db.UnlockAccount(account, author, now);
                return Task.FromResult(Done($"{account.Name} may sign in again"));
            },
            cancellationToken);

    /// <summary>A new password, which is made; sessions and tokens end.</summary>
    public static Task<AccountOutcome> RenewPasswordAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async account =>
            {
                if (account.Subject is not null)
                {
                    return new AccountOutcome(new DeedOutcome.Refused($"{account.Name} has no password here: an identity provider vouches for its owner"));
                }

                var password = Passwords.Generate();
                await db.SetPasswordAsync(account, password, author, now, cancellationToken);
                return new AccountOutcome(new DeedOutcome.Done($"{account.Name}'s sessions and tokens are ended"), password);
            },
            cancellationToken);

    public static Task<AccountOutcome> RemoveAccountAsync(
        this MonitorDbContext db, string name, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            async account =>
            {
                if (await db.IsLastAdminAsync(account, cancellationToken))
                {
                    return LastAdmin(account);
                }

                db.RemoveAccount(account, author, now);
                return Done($"{account.Name} is removed; what it changed keeps its name");
            },
            cancellationToken);

    /// <param name="expiresAt">Null: never.</param>
    public static Task<AccountOutcome> MakeTokenAsync(
        this MonitorDbContext db, string name, string token, TokenScope scope, DateTimeOffset? expiresAt, string author, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            account => Task.FromResult(
                AccountToken.NameFault(token) is { } fault ? new AccountOutcome(new DeedOutcome.Unusable("name", fault))
                : account.Tokens.Count >= TokensMax ? new AccountOutcome(new DeedOutcome.Refused($"{account.Name} has {TokensMax} tokens"))
                : account.Tokens.Exists(one => one.Name == token)
                    ? new AccountOutcome(new DeedOutcome.Refused($"{account.Name} has a token called {token} already"))
                : new AccountOutcome(
                    new DeedOutcome.Done($"the token {token} of {account.Name} is made"), db.AddToken(account, token, scope, expiresAt, author, now))),
            cancellationToken);

    public static Task<AccountOutcome> RevokeTokenAsync(
        this MonitorDbContext db, string name, string token, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            name,
            account =>
            {
                if (account.Tokens.Find(one => one.Name == token) is not { } revoked)
                {
                    return Task.FromResult(new AccountOutcome(new DeedOutcome.Missing($"{account.Name} has no token called {token}")));
                }

                db.RevokeToken(account, revoked, author, now);
                return Task.FromResult(Done($"{account.Name}'s token {revoked.Name} is refused from now on"));
            },
            cancellationToken);

    private static async Task<AccountOutcome> ChangeAsync(
        this MonitorDbContext db, string typed, Func<Account, Task<AccountOutcome>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = AccountName.Of(typed);
        await using var transaction = await DeedTransaction.BeginAsync(db, cancellationToken);
        await db.HoldAdminsAsync(cancellationToken);
        if (await db.Set<Account>().Include(account => account.Tokens).SingleOrDefaultAsync(one => one.Name == name, cancellationToken) is not { } account)
        {
            return new AccountOutcome(new DeedOutcome.Missing($"there is no account {name}"));
        }

        var done = await change(account);
        if (done.Deed is DeedOutcome.Done)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return done;
    }

    /// <summary>
    /// Keeps the admins as they are until the transaction ends: two who take the role from each other at once would each see the other one as the
    /// admin who stays. Under a snapshot of before, PostgreSQL refuses, and the API looks once more.
    /// </summary>
    private static async Task HoldAdminsAsync(this MonitorDbContext db, CancellationToken cancellationToken)
    {
        if (db is not SqliteMonitorDbContext)
        {
            // SQLite lets one transaction write at a time anyhow. In one order, so that two who hold them never wait for each other.
            await db.Database.ExecuteSqlAsync(
                $"""SELECT 1 FROM "Accounts" WHERE "Role" = {AccountRole.Admin.ToString()} ORDER BY "Id" FOR UPDATE""", cancellationToken);
        }
    }

    private static async Task<bool> IsLastAdminAsync(this MonitorDbContext db, Account account, CancellationToken cancellationToken) =>
        account.Role is AccountRole.Admin
        && !await db.Set<Account>().AnyAsync(other => other.Role == AccountRole.Admin && other.Id != account.Id, cancellationToken);

    private static AccountOutcome LastAdmin(Account account) =>
        new(new DeedOutcome.Refused($"{account.Name} is the last admin: give somebody else the role first"));

    private static AccountOutcome Done(string says) => new(new DeedOutcome.Done(says));
}
