using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// Commits what was read: what comes in while a commit is under way goes together with the next one, so that a busy worker waits for the disk once for
/// several articles, and an idle one for none. Each article is fenced by itself; one that the database refuses does not take others along.
/// </summary>
internal sealed class ReadCommits(MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken cancellationToken)
{
    private const int TogetherMax = 32;

    private readonly Lock _lock = new();
    private readonly Queue<(CompletedReading Reading, TaskCompletionSource<bool> Written)> _waiting = new();
    private bool _isCommitting;

    /// <summary>Ends when it is committed; false where somebody else has taken the article over since.</summary>
    public async Task<bool> CommitAsync(CompletedReading reading)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (_lock)
        {
            _waiting.Enqueue((reading, written));
            isFirst = !_isCommitting;
            _isCommitting = true;
        }

        if (isFirst)
        {
            await CommitAllAsync();
        }

        return await written.Task;
    }

    private async Task CommitAllAsync()
    {
        while (true)
        {
            var together = new List<(CompletedReading Reading, TaskCompletionSource<bool> Written)>();
            lock (_lock)
            {
                while (together.Count < TogetherMax && _waiting.TryDequeue(out var next))
                {
                    together.Add(next);
                }

                if (together.Count == 0)
                {
                    _isCommitting = false;
                    return;
                }
            }

            await CommitTogetherAsync(together);
        }
    }

    private async Task CommitTogetherAsync(List<(CompletedReading Reading, TaskCompletionSource<bool> Written)> together)
    {
        // By id, as all who write several articles do: two that wait for each other would both begin again.
        together.Sort((one, other) => one.Reading.Claimed.Id.CompareTo(other.Reading.Claimed.Id));
        try
        {
            var readings = together.ConvertAll(one => one.Reading);
            var written = await DatabaseRetry.RunAsync(
                async () =>
                {
                    await using var db = contexts.CreateDbContext();
                    await db.MayForgetAsync(cancellationToken);
                    return await db.CompleteReadAsync(readings, clock.GetUtcNow(), cancellationToken);
                },
                cancellationToken);
            for (var i = 0; i < together.Count; i++)
            {
                together[i].Written.SetResult(written[i]);
            }
        }
        catch (Exception fault) when (together.Count > 1 && DatabaseFault.IsOfTheData(fault))
        {
            foreach (var one in together)
            {
                await CommitTogetherAsync([one]);
            }
        }
        catch (Exception fault)
        {
            // Told to who waits for it: each article's own boundary decides.
            together.ForEach(one => one.Written.TrySetException(fault));
        }
    }
}
