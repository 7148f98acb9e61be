using Monitor.Articles;
using Monitor.Storage;

namespace Monitor.Pipeline;

/// <summary>
/// Commits what was read: what is ready waits for those that are being worked on right now, since each of them is ready within milliseconds, and goes
/// together with them, so that a busy worker writes once for several articles, and an idle one waits for nobody. Each article is fenced by itself; one
/// that the database refuses does not take others along.
/// </summary>
internal sealed class ReadCommits(MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken cancellationToken)
{
    private const int TogetherMax = 32;

    /// <summary>So many are not waited with: what a commit costs besides is little for each of them.</summary>
    private const int Enough = 16;

    private readonly Lock _lock = new();
    private readonly Queue<(CompletedReading Reading, TaskCompletionSource<bool> Written)> _waiting = new();
    private int _working;
    private bool _isCommitting;

    /// <summary>An article is being worked on, until this is disposed of.</summary>
    public Work Begin() => new(this);

    /// <summary>Ends when it is committed; false where somebody else has taken the article over since.</summary>
    public Task<bool> CommitAsync(CompletedReading reading)
    {
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _waiting.Enqueue((reading, written)));
        return written.Task;
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            if (_isCommitting || !IsDue)
            {
                return;
            }

            _isCommitting = true;
        }

        // On a thread of its own: whoever only rests waits for no commit. What fails is told to those whose readings were in it.
        _ = Task.Run(CommitAllAsync, CancellationToken.None);
    }

    private bool IsDue => _waiting.Count >= Enough || (_waiting.Count > 0 && _working == 0);

    private async Task CommitAllAsync()
    {
        while (true)
        {
            var together = new List<(CompletedReading Reading, TaskCompletionSource<bool> Written)>();
            lock (_lock)
            {
                _isCommitting = IsDue;
                if (!_isCommitting)
                {
                    return;
                }

                while (together.Count < TogetherMax && _waiting.TryDequeue(out var next))
                {
                    together.Add(next);
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
                    await using var db = contexts.CreateForgetful();
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

    /// <summary>Somebody computes; who waits for the network, or for a place, rests meanwhile, so that nobody waits for that.</summary>
    internal sealed class Work : IDisposable
    {
        private readonly ReadCommits _commits;
        private bool _isResting = true;

        public Work(ReadCommits commits)
        {
            _commits = commits;
            GoOn();
        }

        public void Rest() => Set(true);

        public void GoOn() => Set(false);

        public void Dispose() => Rest();

        private void Set(bool isResting)
        {
            if (_isResting != isResting)
            {
                _isResting = isResting;
                _commits.Change(() => _commits._working += isResting ? -1 : 1);
            }
        }
    }
}
