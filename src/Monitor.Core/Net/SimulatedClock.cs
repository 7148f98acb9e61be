namespace Monitor.Net;

/// <summary>
/// A clock that stands still until it is moved: archives are replayed and schedules are tested on it. Timers fire, in their order, on the
/// thread that moves it.
/// </summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<SimulatedTimer, long> _timers = new();
    private long _ticks = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Moves the clock; a move backwards is none.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <inheritdoc cref="Advance"/>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (NextDue(instant.UtcTicks) is { } timer)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private SimulatedTimer? NextDue(long until)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var due) && due <= until)
            {
                _timers.Dequeue();
                if (timer.DueTicks == due)
                {
                    _ticks = Math.Max(_ticks, due);
                    return timer;
                }
            }

            _ticks = Math.Max(_ticks, until);
            return null;
        }
    }

    private void Enqueue(SimulatedTimer timer)
    {
        lock (_lock)
        {
            _timers.Enqueue(timer, timer.DueTicks);
        }
    }

    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private const long Never = long.MaxValue;
        private TimeSpan _period;

        /// <summary>When it fires next; a queue element with another instant is an outdated one.</summary>
        public long DueTicks { get; private set; } = Never;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            DueTicks = dueTime < TimeSpan.Zero ? Never : clock.GetTimestamp() + dueTime.Ticks;
            if (DueTicks != Never)
            {
                clock.Enqueue(this);
            }

            return true;
        }

        public void Fire()
        {
            DueTicks = Never;
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            callback(state);
        }

        public void Dispose() => DueTicks = Never;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
