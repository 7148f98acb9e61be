using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;

namespace Monitor.Worker.Admin.Entry;

/// <summary>
/// Sign-in by an identity provider: who comes back with a role has an account, made at the first time and given that role each time. The session
/// is ours like any other.
/// </summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "OpenId";
    public const string Path = Access.SignInPath + "/open-id";

    private const string AnswerPath = Path + "/answer";

    /// <exception cref="Settings.SettingsException">The provider's settings cannot be used.</exception>
    public static void Add(AuthenticationBuilder authentication, OpenIdOptions options)
    {
        if (!options.IsUsed)
        {
            return;
        }

        options.Check();
        var secret = options.ClientSecret();
        authentication.AddOpenIdConnect(Scheme, oidc =>
        {
            (oidc.Authority, oidc.ClientId, oidc.ClientSecret) = (options.Authority, options.ClientId, secret);
            oidc.RequireHttpsMetadata = new Uri(options.Authority).Scheme == Uri.UriSchemeHttps;
            (oidc.ResponseType, oidc.ResponseMode) = ("code", "query");
            oidc.CallbackPath = AnswerPath;
            oidc.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            (oidc.MapInboundClaims, oidc.SaveTokens) = (false, false);
            // The answer comes by a link, which Lax lets through; None would want https, also on loopback.
            (oidc.CorrelationCookie.SameSite, oidc.NonceCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
            (oidc.CorrelationCookie.SecurePolicy, oidc.NonceCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
            oidc.Events.OnTokenValidated = token => TakeInAsync(token, options);
            oidc.Events.OnRemoteFailure = failure =>
            {
                failure.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn).FullName!)
                    .OpenIdRefused(failure.HttpContext.Connection.RemoteIpAddress, failure.Failure?.Message ?? "");
                var told = failure.Failure is Refusal refusal ? refusal.Message : "The sign-in by your organisation was refused.";
                Said.Tell(failure.HttpContext, told, isBad: true);
                failure.Response.Redirect(Access.SignInPath);
                failure.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void Map(WebApplication app, OpenIdOptions options)
    {
        if (options.IsUsed)
        {
            app.MapGet(Path, (string? to) => Results.Challenge(new AuthenticationProperties { RedirectUri = Access.WayBack(to) }, [Scheme])).AllowAnonymous();
        }
    }

    /// <summary>The highest role that the claim names; null where it names none of ours.</summary>
    internal static AccountRole? RoleOf(IEnumerable<string> values, OpenIdOptions options)
    {
        var named = values.ToHashSet(StringComparer.Ordinal);
        return named.Contains(options.AdminRole) ? AccountRole.Admin
            : named.Contains(options.AnalystRole) ? AccountRole.Analyst
            : named.Contains(options.ViewerRole) ? AccountRole.Viewer
            : null;
    }

    /// <summary>A name as accounts have them: "Ana@Example.org" as "ana.example.org".</summary>
    internal static string NameOf(string claimed)
    {
        var letters = AccountName.Of(claimed).Select(letter => AccountName.IsValid(letter.ToString()) ? letter : '.');
        var name = string.Concat(letters).Trim('.');
        return name[..Math.Min(name.Length, AccountName.LettersMax)];
    }

    private static async Task TakeInAsync(TokenValidatedContext token, OpenIdOptions options)
    {
        var claims = token.Principal!;
        var (issuer, subject) = (claims.FindFirstValue("iss"), claims.FindFirstValue("sub"));
        if (RoleOf(claims.FindAll(options.RoleClaim).Select(claim => claim.Value), options) is not { } role)
        {
            token.Fail(new Refusal("Your organisation knows you, but has given you no role here: ask for one."));
            return;
        }

        var services = token.HttpContext.RequestServices;
        await using var db = services.GetRequiredService<MonitorDbContextFactory>().CreateDbContext();
        var (key, now) = ($"{issuer} {subject}", services.GetRequiredService<TimeProvider>().GetUtcNow());
        var account = await db.Set<Account>().Include(one => one.Tokens).SingleOrDefaultAsync(one => one.Subject == key, token.HttpContext.RequestAborted);
        if (account is null)
        {
            var name = NameOf(claims.FindFirstValue(options.NameClaim) ?? claims.FindFirstValue("email") ?? subject ?? "");
            if (key.Length > Account.SubjectCharactersMax || !AccountName.IsValid(name)
                || await db.Set<Account>().AnyAsync(one => one.Name == name, token.HttpContext.RequestAborted))
            {
                // Nobody takes an account over by being called like it.
                token.Fail(new Refusal(
                    "Your organisation knows you under a name that an account here has already, or that cannot be one: an admin can remove that account."));
                return;
            }

            account = db.AddAccountOfProvider(name, key, role, now);
        }

        db.SetRole(account, role, account.Name, now);
        account.LastSignInAt = now;
        await db.SaveChangesAsync(token.HttpContext.RequestAborted);
        token.Principal = Access.PrincipalOf(account);
    }

    /// <summary>What whoever signs in may be told.</summary>
    private sealed class Refusal(string message) : Exception(message);
}
