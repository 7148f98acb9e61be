using Monitor.Text;

namespace Monitor.Backtests;

/// <summary>An article that a draft hits, or no longer hits, with the sentences that say why.</summary>
public sealed record BacktestHit(string Id, string Title, IReadOnlyList<string> Sentences)
{
    /// <summary>Where the rule hit, in characters of each sentence.</summary>
    public IReadOnlyList<IReadOnlyList<TextSpan>> Marks { get; init; } = [];

    public required string Outlet { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>What an analyst judged; null where nobody did.</summary>
    public bool? IsRight { get; init; }
}
