using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Storage;

namespace Monitor.Worker.Admin.Entry;

/// <summary>
/// Sign-in by an identity provider: who comes back with a role has an account, made at the first time and given that role each time. The session
/// is ours like any other, but for its length: it ends after <see cref="OpenIdOptions.SessionLength"/>, used or not.
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
            // The handler drops it otherwise; with the subject it says who somebody is.
            oidc.ClaimActions.Remove("iss");
            // Not OnTokenValidated: at that time the nonce is not looked at yet, and a replayed token would make an account.
            oidc.Events.OnTicketReceived = ticket => TakeInAsync(ticket, options);
            oidc.Events.OnRemoteFailure = failure =>
            {
                Refuse(failure.HttpContext, failure.Failure?.Message ?? "", "The sign-in by your organisation was refused.");
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

    private static async Task TakeInAsync(TicketReceivedContext ticket, OpenIdOptions options)
    {
        var claims = ticket.Principal!;
        if (RoleOf(claims.FindAll(options.RoleClaim).Select(claim => claim.Value), options) is not { } role)
        {
            Refuse(ticket.HttpContext, "no role of ours", "Your organisation knows you, but has given you no role here: ask for one.");
            ticket.HandleResponse();
        }
        else if (await AccountAsync(ticket.HttpContext, claims, role, options) is { } account)
        {
            ticket.Principal = Access.PrincipalOf(account);
            // The provider tells nobody when it takes a role away: who still has it comes back by one link, and is asked for no password.
            var now = ticket.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            ticket.Properties!.IssuedUtc = now;
            ticket.Properties.ExpiresUtc = now + options.SessionLength;
            ticket.Properties.AllowRefresh = false;
        }
        else
        {
            // Nobody takes an account over by being called like it.
            Refuse(
                ticket.HttpContext, "the name is taken, or cannot be one",
                "Your organisation knows you under a name that an account here has already, or that cannot be one: an admin can remove that account.");
            ticket.HandleResponse();
        }
    }

    /// <summary>The account of whom the provider vouches for, with the role that it has now; null where its name is taken or cannot be one.</summary>
    private static async Task<Account?> AccountAsync(HttpContext context, ClaimsPrincipal claims, AccountRole role, OpenIdOptions options)
    {
        var (issuer, subject) = (claims.FindFirstValue("iss"), claims.FindFirstValue("sub"));
        var (key, now) = ($"{issuer} {subject}", context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        await using var db = context.RequestServices.GetRequiredService<MonitorDbContextFactory>().CreateDbContext();
        var account = await db.Set<Account>().SingleOrDefaultAsync(one => one.Subject == key, context.RequestAborted);
        if (account is null)
        {
            var name = NameOf(claims.FindFirstValue(options.NameClaim) ?? claims.FindFirstValue("email") ?? subject ?? "");
            if (issuer is null || subject is null || key.Length > Account.SubjectCharactersMax || !AccountName.IsValid(name)
                || await db.Set<Account>().AnyAsync(one => one.Name == name, context.RequestAborted))
            {
                return null;
            }

            account = db.AddAccountOfProvider(name, key, role, now);
        }

        db.SetRole(account, role, account.Name, now);
        account.LastSignInAt = now;
        await db.SaveChangesAsync(context.RequestAborted);
        return account;
    }

    /// <summary>Back to the sign-in, which tells what whoever signs in may know.</summary>
    private static void Refuse(HttpContext context, string reason, string told)
    {
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn).FullName!)
            .OpenIdRefused(context.Connection.RemoteIpAddress, reason);
        Said.Tell(context, told, isBad: true);
        context.Response.Redirect(Access.SignInPath);
    }
}
