using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Monitor.Accounts;

namespace Monitor.Worker.Admin;

/// <summary>
/// What came of a form, said once on the page that the answer leads to: a page after POST is a redirect. It travels in a sealed cookie, so that no link
/// can put words into a page.
/// </summary>
/// <param name="Is">"good" or "bad", as the style sheet calls it.</param>
internal sealed record Notice(string Is, string Says)
{
    private const string Cookie = "monitor-notice";
    private const int CharactersMax = 1_500;
    private const int LeftOutMax = 10;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    /// <param name="of">What it was done to; empty where the words say it.</param>
    public static Notice Of(DeedOutcome deed, string of)
    {
        ArgumentNullException.ThrowIfNull(deed);
        var leftOut = deed is DeedOutcome.Done { LeftOut: { Count: > 0 } faults }
            ? $". Left out: {string.Join("; ", faults.Take(LeftOutMax))}{(faults.Count > LeftOutMax ? $" and {faults.Count - LeftOutMax} more" : "")}"
            : "";
        var says = $"{(of.Length == 0 ? "" : $"{of}: ")}{(deed is DeedOutcome.Done ? "" : "not done: ")}{deed.Says}{leftOut}.";
        return new Notice(deed is DeedOutcome.Done ? "good" : "bad", char.ToUpperInvariant(says[0]) + says[1..]);
    }

    /// <summary>Leaves it for the page that comes next.</summary>
    public void Leave(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = $"{Is}\n{(Says.Length > CharactersMax ? Says[..CharactersMax] + "…" : Says)}";
        context.Response.Cookies.Append(
            Cookie, WebEncoders.Base64UrlEncode(SealOf(context).Protect(Encoding.UTF8.GetBytes(text))),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Kept });
    }

    /// <summary>What was left for this page; null for nothing. It is taken away.</summary>
    public static Notice? Take(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } left || !HttpMethods.IsGet(context.Request.Method))
        {
            return null;
        }

        if (!context.Response.HasStarted)
        {
            context.Response.Cookies.Delete(Cookie);
        }

        try
        {
            return Encoding.UTF8.GetString(SealOf(context).Unprotect(WebEncoders.Base64UrlDecode(left))).Split('\n', 2) is [var kind, var says]
                ? new Notice(kind, says)
                : null;
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            // Of another installation, or tampered with: there is nothing to say.
            return null;
        }
    }

    private static IDataProtector SealOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Cookie);
}
