using Monitor.Accounts;

namespace Monitor.Worker.Json.Shapes;

/// <summary>Somebody who signs in, and what they may do.</summary>
/// <param name="ByProvider">An identity provider vouches for its owner, who has no password here.</param>
/// <param name="LockedUntil">After failures no password is accepted until then; null where it is open.</param>
/// <param name="Tokens">How many it has.</param>
public sealed record AccountShape(
    string Name, AccountRole Role, bool ByProvider, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, int FailuresInARow, DateTimeOffset? LockedUntil,
    string? TimeZone, int Tokens)
{
    /// <param name="account">With its tokens.</param>
    public static AccountShape Of(Account account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new AccountShape(
            account.Name, account.Role, account.Subject is not null, account.CreatedAt, account.LastSignInAt, account.FailuresInARow,
            account.LockedUntil > now ? account.LockedUntil : null, account.TimeZone, account.Tokens.Count);
    }
}
