using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Monitor.Accounts;
using Monitor.Storage;

namespace Monitor.Worker.Admin;

/// <summary>
/// How a script signs in at the API: <c>Authorization: Bearer TOKEN</c>. A browser never sends that header by itself, so no hostile page can
/// use it, and no form's token is needed.
/// </summary>
internal sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, MonitorDbContextFactory contexts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    /// <summary>401, and what to do about it.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = Scheme;
        return context.Response.WriteAsJsonAsync(new { error = "sign in with 'Authorization: Bearer TOKEN'; 'monitor admin token create NAME' makes one" });
    }

    /// <summary>403: it is known who asks, and that is not enough.</summary>
    public static Task ForbidAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new { error = "the account, or the scope of its token, does not allow this" });
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        await using var db = contexts.CreateDbContext();
        if (await db.TokenAsync(header[(Scheme.Length + 1)..].Trim(), TimeProvider.GetUtcNow(), Context.RequestAborted) is not { Account: { } account } token)
        {
            return AuthenticateResult.Fail("no token of an account");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Show.Number(account.Id)),
                new Claim(ClaimTypes.Name, account.Name),
                new Claim(Policies.RoleClaim, token.Role.ToString()),
            ],
            Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefuseAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ForbidAsync(Context);
}
