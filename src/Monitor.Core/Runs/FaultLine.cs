using Monitor.Storage.Machine;

namespace Monitor.Runs;

/// <summary>One line about a fault.</summary>
/// <param name="Run">Who met it last.</param>
/// <param name="Lasted">From its first failure on.</param>
/// <param name="Cost">What it kept from being done, run by run, such as "collect 8 times, read 4 times".</param>
public sealed record FaultLine(FaultStage Stage, MachineFault Fault, string Run, TimeSpan Lasted, string Cost);
