using Monitor.Backtests;

namespace Monitor.Worker.Admin.Rules;

/// <summary>A draft on its way through the stored articles.</summary>
public sealed class RuleTry(int id, RuleDraft draft, int edited, string author, bool withOverlaps) : IProgress<BacktestProgress>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public int Id => id;

    public RuleDraft Draft => draft;

    /// <summary>The version that the draft changes; 0 for a new rule.</summary>
    public int Edited => edited;

    public string Author => author;

    public bool WithOverlaps => withOverlaps;

    public BacktestProgress Progress { get; private set; } = new(0, null);

    /// <summary>Null while it runs.</summary>
    public BacktestReport? Report { get; private set; }

    /// <summary>Whether all articles were read: false where somebody stopped it.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Why it broke off, in words.</summary>
    public string? Fault { get; private set; }

    public bool IsRunning => Report is null && Fault is null;

    public CancellationToken Stopping => _stop.Token;

    public void End(BacktestReport report, bool isWhole) => (IsWhole, Report) = (isWhole, report);

    public void Break(string fault) => Fault = fault;

    public void Stop() => _stop.Cancel();

    void IProgress<BacktestProgress>.Report(BacktestProgress value) => Progress = value;

    public void Dispose() => _stop.Dispose();
}
