using System.Diagnostics.CodeAnalysis;

namespace Monitor.Accounts;

/// <summary>The form of an account's name. Case does not matter when it is typed.</summary>
public static class AccountName
{
    public const int LettersMax = 50;

    [SuppressMessage("Globalization", "CA1308", Justification = "Names are kept in small letters.")]
    public static string Of(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Trim().ToLowerInvariant();
    }

    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LettersMax
            && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-');
    }
}
