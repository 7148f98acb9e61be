namespace Monitor.Storage;

/// <summary>
/// The one place where a unit that met a passing fault of the database is tried again: serialisation faults, deadlocks, locks, lost connections. A
/// unit opens a context of its own and is fenced, so that one whose commit came through unseen writes nothing a second time.
/// </summary>
public static class DatabaseRetry
{
    // Together some twenty seconds: a database that restarts is back by then, and no lease outlives it by much.
    private static readonly TimeSpan[] Waits = [.. new[] { 0.1, 0.3, 1, 2, 4, 6, 8 }.Select(TimeSpan.FromSeconds)];

    public static async Task<T> RunAsync<T>(Func<Task<T>> unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await unit();
            }
            catch (Exception fault) when (attempt < Waits.Length && DatabaseFault.IsPassing(fault))
            {
                await Task.Delay(Waits[attempt], TimeProvider.System, cancellationToken);
            }
        }
    }
}
