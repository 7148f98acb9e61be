using Monitor.Accounts;

namespace Monitor.Worker.Json.Shapes;

/// <summary>A token of an account, never its text.</summary>
/// <param name="Name">Unique among the account's.</param>
/// <param name="ExpiresAt">Null: never.</param>
/// <param name="LastUsedAt">To the hour.</param>
public sealed record TokenShape(string Account, string Name, TokenScope Scope, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static TokenShape Of(AccountToken token, string account)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new TokenShape(account, token.Name, token.Scope, token.MadeAt, token.ExpiresAt, token.LastUsedAt);
    }
}
