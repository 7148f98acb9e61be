using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Monitor.Accounts;

/// <summary>Passwords: their least form, and how they are kept (PBKDF2 with HMAC-SHA512 and a salt each, by ASP.NET's hasher).</summary>
public static class Passwords
{
    public const int LettersMin = 12;
    public const int LettersMax = 200;

    // OWASP's advice for PBKDF2 with SHA-512 (Password Storage Cheat Sheet); a try costs the guesser as much as us.
    private const int Rounds = 210_000;

    private const int GeneratedLetters = 20;

    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>What is wrong with a new password; null where nothing is. Length is what counts, so nothing else is asked for (NIST SP 800-63B).</summary>
    public static string? FaultOf(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.Length < LettersMin
            ? $"the password has {password.Length} characters: at least {LettersMin} are needed; four or five words make a good one"
            : password.Length > LettersMax ? $"the password has {password.Length} characters: at most {LettersMax} are taken"
            : password.Distinct().Count() < 4 ? "the password repeats very few characters"
            : null;
    }

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    public static bool Verify(string hash, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.Length <= LettersMax && Hasher.VerifyHashedPassword(null!, hash, password) is not PasswordVerificationResult.Failed;
    }

    /// <summary>A random password of about 98 bits, without letters that look alike.</summary>
    public static string Generate() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", GeneratedLetters);
}
