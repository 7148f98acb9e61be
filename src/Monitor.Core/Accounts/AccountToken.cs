namespace Monitor.Accounts;

/// <summary>What a script of an account signs in with. Only its hash is kept; revoked is deleted.</summary>
public sealed class AccountToken
{
    public const int NameCharactersMax = 50;

    public int Id { get; set; }

    public int AccountId { get; set; }

    public Account? Account { get; set; }

    /// <summary>What it is for, in its owner's words; unique among the account's.</summary>
    public required string Name { get; set; }

    public required string Hash { get; set; }

    public TokenScope Scope { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    /// <summary>From when on it is refused; null: it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used, to the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>What it may do: no more than its scope, and no more than its account.</summary>
    public AccountRole Role => (AccountRole)Math.Min((int)Account!.Role, (int)RoleOf(Scope));

    /// <summary>What is wrong with a name for a token; null where nothing is.</summary>
    public static string? NameFault(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= NameCharactersMax && !name.Any(char.IsControl) ? null
            : $"a token needs a name of 1 to {NameCharactersMax} characters that says what it is for";
    }

    /// <summary>What a scope allows at most.</summary>
    public static AccountRole RoleOf(TokenScope scope) => scope switch
    {
        TokenScope.Read => AccountRole.Viewer,
        TokenScope.Write => AccountRole.Analyst,
        TokenScope.Admin => AccountRole.Admin,
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}
