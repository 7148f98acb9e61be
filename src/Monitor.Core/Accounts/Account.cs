namespace Monitor.Accounts;

/// <summary>Somebody who signs in to the pages and whose scripts use the API.</summary>
public sealed class Account
{
    public const int SubjectCharactersMax = 500;

    public int Id { get; set; }

    /// <summary>What is typed at sign-in and stands as the author of changes: small letters, digits and <c>. _ -</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Empty where an identity provider vouches for its owner: no password fits.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Stands in each session; a new one ends all sessions that were begun before.</summary>
    public required string SecurityStamp { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Sign-ins that failed since the last one that did not.</summary>
    public int FailuresInARow { get; set; }

    /// <summary>Until when no password is accepted, not even the right one.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>What it may do; accounts made before there were roles are admins.</summary>
    public AccountRole Role { get; set; }

    /// <summary>The zone in which its owner reads times, by its IANA name; null for UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The issuer and the subject that an identity provider knows its owner by; null where it signs in with a password.</summary>
    public string? Subject { get; set; }

    /// <summary>What scripts of its owner sign in with.</summary>
    public List<AccountToken> Tokens { get; } = [];

    public static Account Create(string name, string password, AccountRole role, DateTimeOffset now) => new()
    {
        Name = name,
        PasswordHash = Passwords.Hash(password),
        SecurityStamp = NewStamp(),
        Role = role,
        CreatedAt = now,
    };

    /// <summary>An account without a password, whose owner an identity provider knows.</summary>
    public static Account OfProvider(string name, string subject, AccountRole role, DateTimeOffset now) => new()
    {
        Name = name,
        PasswordHash = "",
        SecurityStamp = NewStamp(),
        Role = role,
        Subject = subject,
        CreatedAt = now,
    };

    /// <summary>A changed password ends every session and lifts a lock; <see cref="AccountDeeds.SetPasswordAsync"/> revokes the tokens besides.</summary>
    public void ChangePassword(string password)
    {
        PasswordHash = Passwords.Hash(password);
        SecurityStamp = NewStamp();
        Unlock();
    }

    /// <summary>A changed role ends every session: each says what it may do.</summary>
    public void ChangeRole(AccountRole role)
    {
        Role = role;
        SecurityStamp = NewStamp();
    }

    public void Unlock() => (FailuresInARow, LockedUntil) = (0, null);

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
