using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Monitor.Accounts;
using Monitor.Storage;
using Monitor.Worker.Public;

namespace Monitor.Worker.Admin.Entry;

/// <summary>
/// Browsers in which an account was signed in before, known by a sealed cookie each: failures of others, who know the name, keep nobody out of
/// them. Their own tries are bounded apart, by browser (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection, MonitorDbContextFactory contexts, TimeProvider clock)
{
    /// <summary>After so many a known browser is a stranger until the window has passed.</summary>
    public const int FailuresMax = 10;

    private const char Gap = ' ';

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    private readonly IDataProtector _seal = protection.CreateProtector("Monitor.KnownBrowsers");
    private readonly Tries<string> _tries = new(clock, FailuresMax);

    /// <summary>Counts a try of a browser that knows this account.</summary>
    /// <returns>The browser; null where it is a stranger, or has failed too often.</returns>
    public string? Take(HttpContext context, string typedName) =>
        Read(context, AccountName.Of(typedName)) is { } browser && _tries.Take(browser) is null ? browser : null;

    public void TakeBack(string browser) => _tries.TakeBack(browser);

    /// <summary>Lets a browser be known to an account from now on.</summary>
    public void Remember(HttpContext context, string name)
    {
        var until = clock.GetUtcNow() + Lasts;
        var browser = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Response.Cookies.Append(
            CookieName(name),
            _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{name}{Gap}{until.ToUnixTimeSeconds()}{Gap}{browser}")),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = Access.SignInPath, Expires = until });
    }

    private string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[CookieName(name)] is not { } sealedText)
        {
            return null;
        }

        try
        {
            return _seal.Unprotect(sealedText).Split(Gap) is [var known, var until, var browser] && known == name
                && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end > clock.GetUtcNow().ToUnixTimeSeconds()
                ? browser : null;
        }
        catch (CryptographicException)
        {
            // Not sealed by us.
            return null;
        }
    }

    /// <summary>One for each account, since several people may share a browser; by a hash, since the name is what somebody typed.</summary>
    private string CookieName(string name) =>
        $"monitor-browser-{Access.Installation(contexts)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
}
