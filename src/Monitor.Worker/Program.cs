using Monitor.Worker.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The first Ctrl-C asks for an orderly end, the second one ends at once.
    press.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

return await MonitorCommandLine.RunAsync(args, stop.Token);
