using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Json;

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

    /// <summary>How TAXII clients send a token: as the password of any name (RFC 7617). For reading only, since a browser repeats it by itself.</summary>
    private const string Basic = "Basic";

    private const string EndClaim = "end";

    /// <summary>When the token of a caller expires; null where it never does, and for a session.</summary>
    public static DateTimeOffset? EndOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(EndClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>401, and what to do about it.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = context.Request.Path.StartsWithSegments(Problems.TaxiiPath)
            ? new[] { Scheme, "Basic realm=\"Monitor\", charset=\"UTF-8\"" } : Scheme;
        return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized);
    }

    /// <summary>403: it is known who asks, and that is not enough.</summary>
    public static Task ForbidAsync(HttpContext context) => Problems.WriteAsync(context, StatusCodes.Status403Forbidden);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (Sent(header) is not { } sent)
        {
            return AuthenticateResult.NoResult();
        }

        await using var db = contexts.CreateDbContext();
        if (await db.TokenAsync(sent, TimeProvider.GetUtcNow(), Context.RequestAborted) is not { Account: { } account } token)
        {
            return AuthenticateResult.Fail("no token of an account");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Show.Number(account.Id)),
                new Claim(ClaimTypes.Name, account.Name),
                new Claim(Policies.RoleClaim, token.Role.ToString()),
                .. token.ExpiresAt is { } end ? new[] { new Claim(EndClaim, end.UtcTicks.ToString(CultureInfo.InvariantCulture)) } : [],
            ],
            Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    private string? Sent(string header)
    {
        if (header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return header[(Scheme.Length + 1)..].Trim();
        }

        if (!header.StartsWith(Basic + " ", StringComparison.OrdinalIgnoreCase) || !Request.Path.StartsWithSegments(Problems.TaxiiPath)
            || !HttpMethods.IsGet(Request.Method))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[(Basic.Length + 1)..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefuseAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ForbidAsync(Context);
}
