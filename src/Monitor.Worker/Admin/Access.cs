using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Admin.Entry;
using Monitor.Worker.Health;
using Monitor.Worker.Json;
using Monitor.Worker.Public;

namespace Monitor.Worker.Admin;

/// <summary>
/// How somebody is known, for every page and every address of the API at once, so that no new one can forget it: by a session or a token.
/// What is not GET or HEAD demands a form's token besides, unless it came with an API token. Who may do what then stands in
/// <see cref="Policies"/>.
/// </summary>
internal static class Access
{
    public const string SignInPath = "/sign-in";
    public const string ApiPath = "/api";

    /// <summary>The page that describes the API.</summary>
    public const string ReferencePath = ApiPath + "/reference";

    /// <summary>Saved searches as feeds.</summary>
    public const string FeedsOutPath = "/out";

    private const string Scheme = "Monitor";
    private const string StampClaim = "stamp";
    private const string ZoneItem = "zone";

    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static void AddAccess(this IServiceCollection services, PagesAddress address, OpenIdOptions openId)
    {
        // The keys lie with the data, and the name is the same wherever a worker is installed: all workers read each other's sessions.
        services.AddDataProtection().SetApplicationName("Monitor");
        services.AddOptions<KeyManagementOptions>().Configure<MonitorDbContextFactory>(
            (keys, contexts) => keys.XmlRepository = new StoredProtectionKeys(contexts));
        var authentication = services.AddAuthentication(Scheme)
            .AddPolicyScheme(
                Scheme, null, scheme => scheme.ForwardDefaultSelector = context =>
                    IsByToken(context)
                        ? TokenSignIn.Scheme
                        : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(Configure)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.Scheme, null);
        OpenIdSignIn.Add(authentication, openId);
        Policies.Add(services.AddAuthorizationBuilder(), address);
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(form =>
        {
            form.Cookie.SameSite = SameSiteMode.Lax;
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<MonitorDbContextFactory>((cookie, contexts) => cookie.Cookie.Name = "monitor-session-" + Installation(contexts));
        services.AddOptions<AntiforgeryOptions>()
            .Configure<MonitorDbContextFactory>((form, contexts) => form.Cookie.Name = "monitor-form-" + Installation(contexts));
        services.AddSingleton<SignIn>();
        services.AddSingleton<AddressTries>();
        services.AddSingleton<KnownBrowsers>();
        services.AddSingleton<SetUpLink>();
    }

    /// <summary>Takes what the named proxies say about who asks and how; nobody else is believed, and who is not is noted.</summary>
    public static void UseProxies(this IApplicationBuilder app)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        // From the nearest to the first that is none of ours: whoever stands beyond it is only what that one says.
        forwarded.ForwardLimit = null;
        app.ApplicationServices.GetRequiredService<PagesAddress>().TrustedProxies.ToList().ForEach(forwarded.KnownIPNetworks.Add);
        if (forwarded.KnownIPNetworks.Count > 0)
        {
            // With nobody named the middleware would believe everybody.
            app.UseForwardedHeaders(forwarded);
        }

        app.Use((context, next) =>
        {
            // What was believed is gone by now.
            var headers = context.Request.Headers;
            if ((headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("X-Forwarded-Proto")) && context.Connection.RemoteIpAddress is { } proxy)
            {
                context.RequestServices.GetRequiredService<ProxySightings>().Note(proxy);
            }

            return next(context);
        });
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseProxies();
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            ReaderZone.Use(context.Items[ZoneItem] as string);
            return next(context);
        });
        app.UseAuthorization();
        app.Use(async (context, next) =>
        {
            if (!IsReading(context) && context.User.Identity?.AuthenticationType != TokenSignIn.Scheme
                && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            {
                await Problems.WriteAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    IsApi(context)
                        ? "a change through the API needs a token: 'monitor admin token create NAME TOKEN' makes one, send it as 'Authorization: Bearer TOKEN'"
                    : "This form was not made for this session, or is too old. Go back, load the page anew and send it once more.");
                return;
            }

            await next(context);
        });
        app.UseAntiforgery();
    }

    /// <summary>Begins a session: the cookie is sealed and ends with the browser, or twelve hours after its last use.</summary>
    public static Task BeginSessionAsync(HttpContext context, Account account) =>
        context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PrincipalOf(account));

    /// <summary>Who a session is of, and what it may do.</summary>
    public static ClaimsPrincipal PrincipalOf(Account account) => new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Show.Number(account.Id)),
                new Claim(ClaimTypes.Name, account.Name),
                new Claim(StampClaim, account.SecurityStamp),
                new Claim(Policies.RoleClaim, account.Role.ToString()),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme));

    public static Task EndSessionAsync(HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>The way to the sign-in that leads back to a page afterwards.</summary>
    public static string SignInAddress(HttpContext context) =>
        context.Request.Path == "/" ? SignInPath : $"{SignInPath}?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}";

    /// <summary>A way back as it came with the request: only to a page of ours, whatever a hostile link says.</summary>
    public static string WayBack(string? to) => to is ['/', not ('/' or '\\'), ..] && !to.Any(char.IsControl) ? to : "/";

    /// <summary>
    /// A browser sends cookies to all ports of a host: two installations on one machine need cookies of different names, and workers that
    /// share a database those of the same.
    /// </summary>
    internal static string Installation(MonitorDbContextFactory contexts)
    {
        var database = contexts.Address is DatabaseAddress.Sqlite sqlite ? Path.GetFullPath(sqlite.File) : contexts.Address.ToString();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..8];
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.HttpOnly = true;
        // Lax, so that a link in a mail opens its page signed in; what changes something demands the form's token besides.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.SlidingExpiration = true;
        cookie.Events.OnRedirectToLogin = challenge =>
        {
            if (IsApi(challenge.HttpContext))
            {
                return TokenSignIn.RefuseAsync(challenge.HttpContext);
            }

            challenge.Response.Redirect(SignInAddress(challenge.HttpContext));
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = refusal => IsApi(refusal.HttpContext)
            ? TokenSignIn.ForbidAsync(refusal.HttpContext)
            : ForbidAsync(refusal.HttpContext);
        cookie.Events.OnValidatePrincipal = async session =>
        {
            var contexts = session.HttpContext.RequestServices.GetRequiredService<MonitorDbContextFactory>();
            await using var db = contexts.CreateDbContext();
            // A session of before there were roles does not say what it may do.
            if (Policies.RoleOf(session.Principal ?? new ClaimsPrincipal()) is null
                || !int.TryParse(session.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                || await db.SessionAccountAsync(id, session.Principal!.FindFirstValue(StampClaim) ?? "", session.HttpContext.RequestAborted) is not { } account)
            {
                session.RejectPrincipal();
                await EndSessionAsync(session.HttpContext);
                return;
            }

            session.HttpContext.Items[ZoneItem] = account.TimeZone;
        };
    }

    /// <summary>Where a page was asked for, that of the status says the rest.</summary>
    private static Task ForbidAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return IsReading(context) ? Task.CompletedTask
            : context.Response.WriteAsync("Your account may not do this: an admin can give it another role.");
    }

    internal static bool IsReading(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    /// <summary>Whether a token comes along where tokens count.</summary>
    internal static bool IsByToken(HttpContext context) => (IsApi(context) || IsHealth(context)) && context.Request.Headers.Authorization.Count > 0;

    private static bool IsHealth(HttpContext context) => HealthEndpoints.Paths.Contains(context.Request.Path.Value, StringComparer.Ordinal);

    /// <summary>What programs ask: they sign in by a header, and a refusal leads them to no page.</summary>
    public static bool IsForPrograms(PathString path) => path.StartsWithSegments(ApiPath) || path.StartsWithSegments(Problems.TaxiiPath)
        || path.StartsWithSegments(FeedsOutPath) || path.StartsWithSegments("/openapi");

    internal static bool IsApi(HttpContext context) => IsForPrograms(context.Request.Path);
}
