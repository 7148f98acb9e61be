using System.Security.Cryptography;
using System.Text;

namespace Monitor.Storage.Sealing;

/// <summary>
/// Seals the secrets that the database holds (AES-256-GCM, NIST SP 800-38D) with a key that is not in it, so that a copy of the database alone
/// opens nothing. Without a key it leaves them as they are, and still reads them. What is sealed begins with <c>sealed:1:</c>, then base64 of
/// nonce, tag and text.
/// </summary>
public sealed class SecretBox
{
    /// <summary>So many characters a key has at least: what somebody thought up in passing can be guessed.</summary>
    public const int KeyCharactersMin = 32;

    private const string Mark = "sealed:1:";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly byte[] Purpose = "Monitor: secrets of the database"u8.ToArray();

    private readonly byte[]? _key;

    private SecretBox(byte[]? key) => _key = key;

    /// <summary>Without a key.</summary>
    public static SecretBox Open { get; } = new(null);

    public bool HasKey => _key is not null;

    /// <summary>With the key that the options name, if they do.</summary>
    /// <exception cref="FormatException">There is no such file, or what is in it is no key.</exception>
    public static SecretBox Of(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SecretsKeyFile.Length > 0 && !File.Exists(options.SecretsKeyFile))
        {
            throw new FormatException($"there is no file {options.SecretsKeyFile}: Storage:SecretsKeyFile names it, put the key there that sealed the secrets");
        }

        var text = options.SecretsKeyFile.Length > 0 ? File.ReadAllText(options.SecretsKeyFile).Trim() : options.SecretsKey;
        return text.Length == 0 && options.SecretsKeyFile.Length == 0 ? Open : Of(text);
    }

    /// <exception cref="FormatException">It is too short for a key.</exception>
    public static SecretBox Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length >= KeyCharactersMin
            ? new SecretBox(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, salt: null, info: Purpose))
            : throw new FormatException(
                $"the key of Storage:SecretsKeyFile or Storage:SecretsKey has {key.Length} characters: it needs {KeyCharactersMin}, "
                + "such as 'openssl rand -base64 32' makes");
    }

    public static bool IsSealed(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.StartsWith(Mark, StringComparison.Ordinal);
    }

    /// <param name="place">Which column it stands in: what is moved to another one does not open there.</param>
    public string Seal(string place, string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (_key is null || IsSealed(secret))
        {
            return secret;
        }

        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        // Its chance is its purpose: nothing that is computed or tested depends on it.
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return Mark + Convert.ToBase64String(box);
    }

    /// <summary>The secret; what was never sealed comes back as it is.</summary>
    /// <exception cref="InvalidOperationException">It was sealed with another key, or there is none.</exception>
    public string Unseal(string place, string stored) =>
        TryUnseal(place, stored)
        ?? throw new InvalidOperationException($"a secret of the database ({place}) was sealed with another key than that of Storage:SecretsKeyFile");

    /// <summary>The secret; null where this key does not open it.</summary>
    public string? TryUnseal(string place, string stored)
    {
        if (!IsSealed(stored))
        {
            return stored;
        }

        try
        {
            var box = Convert.FromBase64String(stored[Mark.Length..]);
            if (_key is null || box.Length < NonceBytes + TagBytes)
            {
                return null;
            }

            var plain = new byte[box.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
