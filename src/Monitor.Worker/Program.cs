using Monitor.Worker.Cli;

// Never disposed: Ctrl-C also ends the command without this handler, which may then run while the program is ending.
var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The first Ctrl-C asks for an orderly end, the second one ends at once.
    press.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

return await MonitorCommandLine.RunAsync(args, stop.Token);
