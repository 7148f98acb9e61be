namespace Monitor.Net;

/// <summary>
/// How many large documents this process works on at once. Until its unit is done a large one costs many times its length (bytes, text, tree,
/// rows), so that fifty at once would fill any machine. Small ones, which nearly all are, pass without asking.
/// </summary>
public static class LargeDocuments
{
    /// <summary>From here on a document is large: bytes of a body, characters of a text.</summary>
    public const int From = 400_000;

    // They take their turns: a second one at once may cost as much memory again.
    private const int AtOnce = 1;

    // Real time: what it waits for is other work of this process. Together with a fetch the wait stays within a host's turn.
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private static readonly SemaphoreSlim Places = new(AtOnce);

    private static int _waiting;

    /// <summary>How long a document that found no place had better wait before it is asked for again.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Units that stand still until they get a place.</summary>
    public static int Waiting => Volatile.Read(ref _waiting);

    /// <summary>The place of one unit of work: empty at first, and free for others when it is disposed; then it can be taken again.</summary>
    public sealed class Place : IDisposable
    {
        private bool _isTaken;

        /// <summary>Waits for a place, unless it has one; false where none became free in time.</summary>
        public async Task<bool> TakeAsync(CancellationToken cancellationToken)
        {
            if (_isTaken)
            {
                return true;
            }

            Interlocked.Increment(ref _waiting);
            try
            {
                if (!await Places.WaitAsync(WaitMax, cancellationToken))
                {
                    return false;
                }
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }

            _isTaken = true;
            return true;
        }

        public void Dispose()
        {
            if (_isTaken)
            {
                _isTaken = false;
                Places.Release();
            }
        }
    }
}
