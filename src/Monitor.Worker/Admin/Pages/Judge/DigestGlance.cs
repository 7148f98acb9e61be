using Monitor.Digests;
using Monitor.Pipeline;
using Monitor.Subscribers;

namespace Monitor.Worker.Admin.Pages.Judge;

/// <summary>
/// The next digest as the first page shows it. To compose a day of news takes a moment, and everybody looks at that page: what was composed is
/// shown for some minutes, with its time.
/// </summary>
public sealed class DigestGlance(NotifyRun notify, TimeProvider clock) : IDisposable
{
    private const int TitlesMax = 6;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ((int Reader, long Told, DateTimeOffset? Next) Of, GlancedDigest Digest)? _kept;

    public async Task<GlancedDigest> LookAsync(Subscriber reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var of = (reader.Id, reader.ToldSequence, reader.NextDigestAt);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_kept is not { } kept || kept.Of != of || now - kept.Digest.At > KeptFor)
            {
                var content = (await notify.PreviewDigestAsync(reader, now, cancellationToken) as PreviewedDigest.Shown)?.Content;
                var titles = content is { HasNews: true } ? content.Entries.Select(entry => entry.Title).ToList() : [];
                _kept = kept = (of, new GlancedDigest([.. titles.Take(TitlesMax)], Math.Max(0, titles.Count - TitlesMax), now));
            }

            return kept.Digest;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
