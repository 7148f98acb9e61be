namespace Monitor.Net;

/// <summary>Waiting on a clock that may be a simulated one.</summary>
public static class ClockWaits
{
    /// <summary>Lets the time pass: a real clock is waited for, a simulated one is moved.</summary>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (clock is not SimulatedClock simulated)
        {
            return Task.Delay(wait, clock, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        simulated.Advance(wait);
        return Task.CompletedTask;
    }
}
