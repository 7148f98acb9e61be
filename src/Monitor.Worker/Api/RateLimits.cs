using System.Globalization;
using System.Threading.RateLimiting;

namespace Monitor.Worker.Api;

/// <summary>
/// How much one caller may ask for: a bucket of <see cref="Burst"/> requests that fills by <see cref="PerSecond"/> a second, for each token by
/// itself. What is left is said in RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10). In the memory of this process: it
/// keeps a script that runs wild from the runs, and is no contract.
/// </summary>
internal sealed class RateLimits : IAsyncDisposable
{
    public const int Burst = 600;
    public const int PerSecond = 20;

    private const string Policy = "\"caller\"";

    private readonly PartitionedRateLimiter<string> _callers = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Takes one request of the caller, and writes what is left.</summary>
    /// <returns>False where nothing was left: the caller is told when to come back.</returns>
    public bool Take(string caller, IHeaderDictionary headers)
    {
        using var lease = _callers.AttemptAcquire(caller);
        var left = _callers.GetStatistics(caller)?.CurrentAvailablePermits ?? 0;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"{Policy};q={Burst};w={Burst / PerSecond}");
        var fullInSeconds = (Burst - left + PerSecond - 1) / PerSecond;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"{Policy};r={left};t={(left > 0 ? fullInSeconds : 1)}");
        if (!lease.IsAcquired)
        {
            headers.RetryAfter = "1";
        }

        return lease.IsAcquired;
    }

    public ValueTask DisposeAsync() => _callers.DisposeAsync();
}
