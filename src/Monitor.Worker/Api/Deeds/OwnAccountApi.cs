using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Admin;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Deeds;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Api.Deeds;

/// <summary>One's own account: the deeds of its page. A token makes none that may more or lasts longer than itself.</summary>
internal static class OwnAccountApi
{
    public static void MapOwnAccount(this RouteGroupBuilder api)
    {
        var own = api.MapGroup("/account").WithTags("account").RequireAuthorization(Policies.Own);
        own.MapGet("", async (HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            return EntityTags.Item(http, AccountShape.Of(await OwnAsync(db, http, stop), clock.GetUtcNow()), "account");
        }).Shows<AccountShape>("getOwnAccount", "Whose token it is");
        own.MapPatch("", ZoneAsync).Takes<ZoneWish>().Does<AccountDoneShape>("setOwnZone", "The time zone in which pages show times");
        own.MapPost("/password", PasswordAsync).Takes<PasswordWish>()
            .Does<AccountDoneShape>("setOwnPassword", "Another password; sessions and tokens end, this one too");
        own.MapGet("/tokens", async ([AsParameters] PageParameters asked, HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var account = await OwnAsync(db, http, stop);
            return ApiLists.InOrder(
                "own tokens", [.. account.Tokens.OrderBy(one => one.Name, StringComparer.Ordinal)], asked, one => TokenShape.Of(one, account.Name));
        }).Lists<TokenShape>("listOwnTokens", "One's tokens, never their text");
        own.MapPost("/tokens", MakeTokenAsync).Takes<TokenWish>().ShowsOnce()
            .Does<AccountDoneShape>("makeOwnToken", "A token, shown once; it may no more and lasts no longer than the one that asks");
        own.MapDelete("/tokens/{token}", async (string token, HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        {
            await using var db = contexts.CreateDbContext();
            var name = ApiCaller.AuthorOf(http);
            return AccountsApi.Answer(name, await db.RevokeTokenAsync(name, token, name, clock.GetUtcNow(), stop));
        }).Does<AccountDoneShape>("revokeOwnToken", "Ends one of one's tokens");
    }

    private static Task<IResult> ZoneAsync(HttpContext http, MonitorDbContextFactory contexts, CancellationToken stop) =>
        ApiBody.ThenAsync<ZoneWish>(http, async wish =>
        {
            var zone = wish.TimeZone.Trim();
            if (zone.Length > 0 && ReaderZone.Find(zone) is null)
            {
                return ApiDeeds.Answer(new DeedOutcome.Unusable("timeZone", $"this machine knows no time zone \"{zone}\""));
            }

            await using var db = contexts.CreateDbContext();
            var account = await OwnAsync(db, http, stop);
            account.TimeZone = zone.Length == 0 ? null : zone;
            await db.SaveChangesAsync(stop);
            return ApiDeeds.Done(new AccountDoneShape(account.Name, null, $"times are shown in {(zone.Length == 0 ? "UTC" : zone)}"));
        });

    private static Task<IResult> PasswordAsync(
        HttpContext http, SignIn signIn, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        ApiBody.ThenAsync<PasswordWish>(http, async wish =>
        {
            var name = ApiCaller.AuthorOf(http);
            if (Passwords.FaultOf(wish.New) is { } fault)
            {
                return ApiDeeds.Answer(new DeedOutcome.Unusable("new", fault));
            }

            if (await signIn.TryAsync(name, wish.Present, stop) is null)
            {
                return ApiDeeds.Answer(new DeedOutcome.Unusable("present", "it is wrong, or the account is locked for a while"));
            }

            await using var db = contexts.CreateDbContext();
            await db.SetPasswordAsync(await OwnAsync(db, http, stop), wish.New, name, clock.GetUtcNow(), stop);
            await db.SaveChangesAsync(stop);
            return ApiDeeds.Done(new AccountDoneShape(name, null, "the password is changed; sessions and tokens are ended"));
        });

    private static Task<IResult> MakeTokenAsync(HttpContext http, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken stop) =>
        ApiBody.ThenAsync<TokenWish>(http, async wish =>
        {
            if (wish.Days is < 1 or > AccountDesk.TokenDaysMax)
            {
                return ApiDeeds.Answer(new DeedOutcome.Unusable("days", $"a whole number from 1 to {AccountDesk.TokenDaysMax}"));
            }

            if (!Policies.May(http.User, AccountToken.RoleOf(wish.Scope)))
            {
                return Problems.Of(StatusCodes.Status403Forbidden, "a token makes none that may more than itself");
            }

            var (name, now) = (ApiCaller.AuthorOf(http), clock.GetUtcNow());
            var (wanted, own) = (wish.Days is { } days ? now.AddDays(days) : (DateTimeOffset?)null, TokenSignIn.EndOf(http.User));
            await using var db = contexts.CreateDbContext();
            return AccountsApi.Answer(
                name, await db.MakeTokenAsync(name, wish.Name.Trim(), wish.Scope, own < (wanted ?? DateTimeOffset.MaxValue) ? own : wanted, name, now, stop));
        });

    private static Task<Account> OwnAsync(MonitorDbContext db, HttpContext http, CancellationToken stop)
    {
        var name = ApiCaller.AuthorOf(http);
        return db.Set<Account>().Include(account => account.Tokens).SingleAsync(account => account.Name == name, stop);
    }
}

/// <param name="TimeZone">Such as Europe/Berlin; empty for UTC.</param>
internal sealed record ZoneWish(string TimeZone);

/// <summary>The password of now, and the one to be.</summary>
internal sealed record PasswordWish(string Present, string New);

/// <summary>A token to be.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Days">In how many days it expires; never where it is left out.</param>
internal sealed record TokenWish(string Name, TokenScope Scope = TokenScope.Read, int? Days = null);
