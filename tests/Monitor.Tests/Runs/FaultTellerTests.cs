using Microsoft.Extensions.Logging;
using Monitor.Net;
using Monitor.Runs;
using Monitor.Storage.Machine;

namespace Monitor.Tests.Runs;

public sealed class FaultTellerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    /// <summary>All runs fail at each of their ticks, as they are by default, for an hour; docs/operating.md quotes the log.</summary>
    [Fact]
    public void An_hour_without_the_database_is_eight_lines()
    {
        var clock = new SimulatedClock(Noon);
        var log = new Lines(clock);
        var teller = new FaultTeller(clock, log);
        var gone = new MachineFault(MachineFaultKind.DatabaseGone, "Connection refused");
        (string Run, int Every)[] ticks = [("collect", 5), ("read", 10), ("group", 15), ("notify", 15), ("deliver", 15)];
        for (var second = 0; second < 3600; second += 5)
        {
            clock.AdvanceTo(Noon.AddSeconds(second));
            ticks.Where(tick => second % tick.Every == 0).ToList().ForEach(tick => teller.Failed(tick.Run, gone));
        }

        for (var second = 3600; second < 3660; second += 5)
        {
            clock.AdvanceTo(Noon.AddSeconds(second));
            ticks.Where(tick => second % tick.Every == 0).ToList().ForEach(tick => teller.CameThrough(tick.Run));
        }

        const string Advice = "see that its server runs, and that Storage:Database names its host and port";
        Assert.Equal(
            [
                $"12:00:00 Error The database cannot be reached (collect: Connection refused). Tried again at every tick, nothing is lost; {Advice}",
                $"12:01:00 Warning The database cannot be reached, for 60 s now (Connection refused). Failed meanwhile: collect 13 times, read 6 times, group 4 times, notify 4 times, deliver 4 times; {Advice}",
                $"12:03:00 Warning The database cannot be reached, for 3 min now (Connection refused). Failed meanwhile: collect 37 times, read 18 times, group 12 times, notify 12 times, deliver 12 times; {Advice}",
                $"12:07:00 Warning The database cannot be reached, for 7 min now (Connection refused). Failed meanwhile: collect 85 times, read 42 times, group 28 times, notify 28 times, deliver 28 times; {Advice}",
                $"12:15:00 Warning The database cannot be reached, for 15 min now (Connection refused). Failed meanwhile: collect 181 times, read 90 times, group 60 times, notify 60 times, deliver 60 times; {Advice}",
                $"12:31:00 Warning The database cannot be reached, for 31 min now (Connection refused). Failed meanwhile: collect 373 times, read 186 times, group 124 times, notify 124 times, deliver 124 times; {Advice}",
                $"12:47:00 Warning The database cannot be reached, for 47 min now (Connection refused). Failed meanwhile: collect 565 times, read 282 times, group 188 times, notify 188 times, deliver 188 times; {Advice}",
                "13:00:00 Warning Over after 60 min: \"The database cannot be reached\". Failed meanwhile: collect 720 times, read 360 times, group 240 times, notify 240 times, deliver 240 times; what waited is taken up now",
            ],
            log.Written);
    }

    [Fact]
    public void An_error_of_ours_shows_its_stack_once()
    {
        var clock = new SimulatedClock(Noon);
        var log = new Lines(clock);
        var teller = new FaultTeller(clock, log);
        for (var second = 0; second < 50; second += 5)
        {
            clock.AdvanceTo(Noon.AddSeconds(second));
            teller.Failed("group", new InvalidOperationException("no such story"));
        }

        var line = Assert.Single(log.Written);
        Assert.Contains("A run failed (group: InvalidOperationException: no such story)", line, StringComparison.Ordinal);
        Assert.Single(log.Stacks);
    }

    /// <summary>What was logged, with the time of day.</summary>
    private sealed class Lines(TimeProvider clock) : ILogger<FaultTeller>
    {
        public List<string> Written { get; } = [];

        public List<Exception> Stacks { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Written.Add($"{clock.GetUtcNow():HH:mm:ss} {logLevel} {formatter(state, exception)}");
            if (exception is not null)
            {
                Stacks.Add(exception);
            }
        }
    }
}
