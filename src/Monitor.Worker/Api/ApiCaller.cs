using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Monitor.Worker.Admin;

namespace Monitor.Worker.Api;

/// <summary>Who asks.</summary>
internal static class ApiCaller
{
    /// <summary>Who is counted and remembered as one: a token; without one an account; without either an address. 32 letters and digits.</summary>
    public static string KeyOf(HttpContext http)
    {
        var sent = http.User.Identity is { IsAuthenticated: true, AuthenticationType: TokenSignIn.Scheme } ? "token " + http.Request.Headers.Authorization
            : http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account ? "account " + account
            : string.Create(CultureInfo.InvariantCulture, $"address {http.Connection.RemoteIpAddress}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent)))[..32];
    }

    /// <summary>The name that stands as the author of a change.</summary>
    public static string AuthorOf(HttpContext http) => http.User.Identity?.Name ?? "";
}
