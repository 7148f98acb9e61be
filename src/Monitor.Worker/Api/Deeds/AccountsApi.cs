using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>Accounts and their tokens, for admins: the deeds of their page.</summary>
internal static class AccountsApi
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts").RequireAuthorization(Policies.Admin);
        accounts.MapGet("", async ([AsParameters] PageParameters asked, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var now = clock.GetUtcNow();
            return await ApiLists.NewestFirstAsync(
                "accounts", db.Set<Account>().AsNoTracking().Include(one => one.Tokens), one => (long)one.Id, asked, one => AccountShape.Of(one, now), stop);
        }).Lists<AccountShape>("listAccounts", "Accounts, the one made last first");
        accounts.MapGet("/{name}", async (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, await FindAsync(db, name, clock.GetUtcNow(), stop), $"account {name}");
        }).Shows<AccountShape>("getAccount", "An account by name");
        accounts.MapGet("/{name}/tokens", TokensAsync).Lists<TokenShape>("listTokens", "The tokens of an account, never their text");
        accounts.MapPost("", (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<NewAccount>(http, async wish =>
            {
                await using var db = contexts.CreateDbContext();
                return Answer(wish.Name, await db.AddAccountAsync(wish.Name, wish.Role, ApiCaller.AuthorOf(http), clock.GetUtcNow(), stop));
            })).Takes<NewAccount>().ShowsOnce().Does<AccountDoneShape>("addAccount", "A further account; its password is made, and shown once");
        accounts.MapPatch("/{name}", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            ApiBody.ThenAsync<RoleWish>(http, wish => DoAsync(name, http, contexts, clock, (db, author, now) =>
                db.SetRoleAsync(name, wish.Role, author, now, stop), stop)))
            .Takes<RoleWish>().AsSeen().Does<AccountDoneShape>("setRole", "What it may do; ends its sessions");
        accounts.MapPost("/{name}/unlock", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(name, http, contexts, clock, (db, author, now) => db.UnlockAsync(name, author, now, stop), stop))
            .AsSeen().Does<AccountDoneShape>("unlockAccount", "Lets it sign in again at once after failures");
        accounts.MapPost("/{name}/password", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(name, http, contexts, clock, (db, author, now) => db.RenewPasswordAsync(name, author, now, stop), stop))
            .AsSeen().ShowsOnce().Does<AccountDoneShape>("renewPassword", "A new password, shown once; its sessions and tokens end");
        accounts.MapDelete("/{name}", (string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
            DoAsync(name, http, contexts, clock, (db, author, now) => db.RemoveAccountAsync(name, author, now, stop), stop))
            .AsSeen().Does<AccountDoneShape>("removeAccount", "Removes it; what it changed keeps its name");
        accounts.MapDelete(
            "/{name}/tokens/{token}",
            (string name, string token, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
                DoAsync(name, http, contexts, clock, (db, author, now) => db.RevokeTokenAsync(name, token, author, now, stop), stop))
            .Does<AccountDoneShape>("revokeToken", "Ends a token of an account");
    }

    /// <summary>What came of it, in the shape that commands print.</summary>
    internal static IResult Answer(string account, AccountOutcome outcome) => outcome.Deed is DeedOutcome.Done done
        ? ApiDeeds.Done(new AccountDoneShape(AccountName.Of(account), outcome.Secret, done.Told))
        : ApiDeeds.Answer(outcome.Deed);

    private static async Task<IResult> DoAsync(
        string name, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock,
        Func<MonitorDbContext, string, DateTimeOffset, Task<AccountOutcome>> deed, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        var now = clock.GetUtcNow();
        return await ApiDeeds.AsSeenAsync(
            http, db, () => FindAsync(db, name, now, stop), async () => Answer(name, await deed(db, ApiCaller.AuthorOf(http), now)), stop);
    }

    private static async Task<object?> FindAsync(MonitorDbContext db, string name, DateTimeOffset now, CancellationToken stop) =>
        await db.Set<Account>().AsNoTracking().Include(one => one.Tokens).SingleOrDefaultAsync(one => one.Name == name, stop) is { } account
            ? AccountShape.Of(account, now) : null;

    private static async Task<IResult> TokensAsync(
        string name, [AsParameters] PageParameters asked, MonitorDbContextFactory contexts, CancellationToken stop)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Set<Account>().AsNoTracking().Include(one => one.Tokens).SingleOrDefaultAsync(one => one.Name == name, stop) is { } account
            ? ApiLists.InOrder($"tokens {name}", [.. account.Tokens.OrderBy(one => one.Name, StringComparer.Ordinal)], asked, one => TokenShape.Of(one, name))
            : Problems.NotFound($"account {name}");
    }
}

/// <summary>An account to be.</summary>
/// <param name="Name">Small letters, digits and . _ -</param>
internal sealed record NewAccount(string Name, AccountRole Role);

/// <summary>What it may do from now on.</summary>
internal sealed record RoleWish(AccountRole Role);
