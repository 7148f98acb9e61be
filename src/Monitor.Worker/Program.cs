using System.Text;
using Monitor.Worker.Cli;

if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
{
    // The runtime itself sends a terminal signs (its keypad) with the first use of the console; not one that knows none.
    Environment.SetEnvironmentVariable("TERM", "dumb");
}

// Never disposed: Ctrl-C also ends the command without this handler, which may then run while the program is ending.
var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    // The first Ctrl-C asks for an orderly end, the second one ends at once.
    press.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

if (Console.IsOutputRedirected)
{
    // UTF-8 whatever the terminal is set to, and in few writes.
    Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16)
    {
        AutoFlush = true,
    });
}

return await MonitorCommandLine.RunAsync(args, stop.Token);
