using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Monitor.Storage;

namespace Monitor.Worker.Admin;

/// <summary>
/// What a form has done, told on the page that it leads to: a page after POST is a redirect, so that loading it anew sends nothing again. The
/// sentence travels in a sealed cookie, which is read once; nobody else can put words into a page.
/// </summary>
internal static class Said
{
    private const int CharactersMax = 1_000;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    public static void Tell(HttpContext context, string text, bool isBad = false) => context.Response.Cookies.Append(
        Name(context),
        Seal(context).Protect((isBad ? "-" : "+") + text[..Math.Min(text.Length, CharactersMax)]),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lasts });

    /// <summary>Reads what was told to this browser, and forgets it; null where nothing was.</summary>
    public static (string Text, bool IsBad)? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name(context)] is not { } sealedText || context.Response.HasStarted)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name(context));
        try
        {
            var text = Seal(context).Unprotect(sealedText);
            return (text[1..], text[0] == '-');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Seal(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Monitor.Said");

    private static string Name(HttpContext context) =>
        "monitor-said-" + Access.Installation(context.RequestServices.GetRequiredService<MonitorDbContextFactory>());
}
