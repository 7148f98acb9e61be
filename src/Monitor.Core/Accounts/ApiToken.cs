using System.Security.Cryptography;
using System.Text;

namespace Monitor.Accounts;

/// <summary>
/// What a script signs in with: 256 random bits, shown once. A plain hash is enough to keep them, since nobody can guess them.
/// </summary>
public static class ApiToken
{
    private const string Prefix = "monitor_";
    private const int LettersMax = 200;

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash of what somebody sent; null for what cannot be a token.</summary>
    public static string? HashOf(string sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return sent.Length <= LettersMax && sent.StartsWith(Prefix, StringComparison.Ordinal)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent)))
            : null;
    }
}
