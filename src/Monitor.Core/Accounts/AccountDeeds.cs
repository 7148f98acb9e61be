using Microsoft.EntityFrameworkCore;
using Monitor.Audit;
using Monitor.Storage;

namespace Monitor.Accounts;

/// <summary>
/// What is done to accounts, by pages and commands alike, each written down in the audit log. The context is changed, not saved.
/// </summary>
public static class AccountDeeds
{
    public static Account AddAccount(this MonitorDbContext db, string name, string password, AccountRole role, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        var account = Account.Create(name, password, role, now);
        db.Add(account);
        db.Record(Deed.AccountMade, who, Of(account), now, to: RoleWord(role));
        return account;
    }

    /// <summary>An account whose owner an identity provider vouches for: it has no password.</summary>
    public static Account AddAccountOfProvider(this MonitorDbContext db, string name, string subject, AccountRole role, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        var account = Account.OfProvider(name, subject, role, now);
        db.Add(account);
        db.Record(Deed.AccountMade, name, Of(account), now, to: $"{RoleWord(role)}, by the identity provider");
        return account;
    }

    /// <summary>Whoever knew the old password is out: sessions and tokens end with it.</summary>
    public static async Task SetPasswordAsync(
        this MonitorDbContext db, Account account, string password, string who, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(account);
        account.ChangePassword(password);
        db.RemoveRange(await db.Set<AccountToken>().Where(token => token.AccountId == account.Id).ToListAsync(cancellationToken));
        db.Record(Deed.PasswordChanged, who, Of(account), now);
    }

    public static void SetRole(this MonitorDbContext db, Account account, AccountRole role, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.Role == role)
        {
            return;
        }

        db.Record(Deed.RoleChanged, who, Of(account), now, RoleWord(account.Role), RoleWord(role));
        account.ChangeRole(role);
    }

    public static void UnlockAccount(this MonitorDbContext db, Account account, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        db.Record(Deed.AccountUnlocked, who, Of(account), now, from: $"{account.FailuresInARow} {(account.FailuresInARow == 1 ? "failure" : "failures")}");
        account.Unlock();
    }

    public static void RemoveAccount(this MonitorDbContext db, Account account, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(account);
        db.Record(Deed.AccountRemoved, who, Of(account), now, from: RoleWord(account.Role));
        db.Remove(account);
    }

    /// <param name="expiresAt">Null: never.</param>
    /// <returns>The token, which nobody can be shown again.</returns>
    public static string AddToken(
        this MonitorDbContext db, Account account, string name, TokenScope scope, DateTimeOffset? expiresAt, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        var token = ApiToken.Make();
        account.Tokens.Add(new AccountToken { Name = name, Hash = ApiToken.HashOf(token)!, Scope = scope, MadeAt = now, ExpiresAt = expiresAt });
        db.Record(
            Deed.TokenMade, who, $"{Of(account)} token {name}", now, to: $"{ScopeWord(scope)}, {(expiresAt is { } end ? $"until {end:u}" : "without end")}");
        return token;
    }

    public static void RevokeToken(this MonitorDbContext db, Account account, AccountToken token, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(token);
        account.Tokens.Remove(token);
        db.Record(Deed.TokenRevoked, who, $"{Of(account)} token {token.Name}", now, from: ScopeWord(token.Scope));
    }

    private static string Of(Account account) => $"account {account.Name}";

    internal static string RoleWord(AccountRole role) => role switch
    {
        AccountRole.Viewer => "viewer",
        AccountRole.Analyst => "analyst",
        AccountRole.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static string ScopeWord(TokenScope scope) => scope switch
    {
        TokenScope.Read => "read",
        TokenScope.Write => "write",
        TokenScope.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}
