using System.Diagnostics;

namespace Monitor.Benchmarks;

/// <summary>Processor time of this process since it was made: what a shared machine does besides does not count.</summary>
internal sealed class ProcessorClock
{
    private readonly TimeSpan _start = Now();

    public TimeSpan Elapsed => Now() - _start;

    private static TimeSpan Now()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
