namespace Monitor.Feeds;

/// <summary>What is to be changed of a feed, as it is typed; null leaves it as it is.</summary>
public sealed record FeedWishes
{
    /// <summary>What <see cref="Every"/> says for a feed that is polled as its news come.</summary>
    public const string Usual = "usual";

    /// <summary>A span such as 5m or 2h, or <see cref="Usual"/>.</summary>
    public string? Every { get; init; }

    /// <summary>The publisher has agreed to the interval.</summary>
    public bool IsAgreed { get; init; }

    /// <summary>The name to ask for it under; empty for ours.</summary>
    public string? UserAgent { get; init; }

    public string? Outlet { get; init; }

    public int? Weight { get; init; }

    /// <summary>One line user:password, or the password alone where the user stays.</summary>
    public string? SignIn { get; init; }
}
