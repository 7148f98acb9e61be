namespace Monitor.Accounts;

/// <summary>Somebody who may change things in the pages and through the API. Made on the command line only.</summary>
public sealed class Account
{
    public int Id { get; set; }

    /// <summary>What is typed at sign-in and stands as the author of changes: small letters, digits and <c>. _ -</c>.</summary>
    public required string Name { get; set; }

    public required string PasswordHash { get; set; }

    /// <summary>Stands in each session; a new one ends all sessions that were begun before.</summary>
    public required string SecurityStamp { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Sign-ins that failed since the last one that did not.</summary>
    public int FailuresInARow { get; set; }

    /// <summary>Until when no password is accepted, not even the right one.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The hash of the token that scripts sign in with; null where there is none.</summary>
    public string? TokenHash { get; set; }

    public DateTimeOffset? TokenMadeAt { get; set; }

    public static Account Create(string name, string password, DateTimeOffset now) => new()
    {
        Name = name,
        PasswordHash = Passwords.Hash(password),
        SecurityStamp = NewStamp(),
        CreatedAt = now,
    };

    /// <summary>A changed password ends every session, takes the token away and lifts a lock: whoever knew the old one is out.</summary>
    public void ChangePassword(string password)
    {
        PasswordHash = Passwords.Hash(password);
        SecurityStamp = NewStamp();
        (TokenHash, TokenMadeAt) = (null, null);
        Unlock();
    }

    public void Unlock() => (FailuresInARow, LockedUntil) = (0, null);

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
