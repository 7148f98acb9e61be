using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Monitor.Feeds.Readers;

namespace Monitor.IntegrationTests.Worker;

/// <summary>The real executable in a folder of its own, with settings for a test.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _errors = [];

    private WorkerProcess(Process process)
    {
        _process = process;
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "monitor.dll");

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join(Environment.NewLine, _errors);
            }
        }
    }

    /// <summary>Settings on loopback, fast ticks, mails into a folder; answers the address of the pages.</summary>
    /// <param name="reader">Who reads the feeds.</param>
    public static string WriteSettings(string folder, string database, FeedReaderKind reader = FeedReaderKind.Monitor)
    {
        var pages = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        var settings = new JsonObject
        {
            ["Storage"] = new JsonObject { ["Database"] = database, ["DataFolder"] = Path.Combine(folder, "data") },
            ["Net"] = new JsonObject { ["Contact"] = "a test on loopback", ["PrivateNetworks"] = "127.0.0.0/8" },
            ["Collect"] = new JsonObject { ["Reader"] = reader.ToString() },
            ["Pages"] = new JsonObject { ["Address"] = pages },
            ["Schedule"] = new JsonObject
            {
                ["CollectEvery"] = "00:00:01",
                ["ReadEvery"] = "00:00:01",
                ["GroupEvery"] = "00:00:01",
                ["NotifyEvery"] = "00:00:01",
                ["DeliverEvery"] = "00:00:01",
            },
        };
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), settings.ToJsonString());
        return pages;
    }

    public static WorkerProcess Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var worker = new WorkerProcess(Process.Start(start)!);
        worker._process.ErrorDataReceived += (_, line) =>
        {
            lock (worker._errors)
            {
                worker._errors.Add(line.Data ?? "");
            }
        };
        worker._process.OutputDataReceived += (_, _) => { };
        worker._process.BeginErrorReadLine();
        worker._process.BeginOutputReadLine();
        return worker;
    }

    /// <summary>Waits until the condition holds; fails with the worker's words when it ends before, or after two minutes.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.False(_process.HasExited, $"the worker ended before {what}: {Errors}");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), $"still not: {what}. {Errors}");
            await Task.Delay(200);
        }
    }

    /// <summary>Waits until it ends by itself; fails after two minutes in which it came no further.</summary>
    /// <param name="done">How far it is; where nothing says so, two minutes are all it has.</param>
    public async Task UntilEndAsync(Func<int>? done = null)
    {
        var (last, patience) = (-1, Stopwatch.StartNew());
        while (!_process.HasExited)
        {
            if (done?.Invoke() is { } now && now != last)
            {
                (last, patience) = (now, Stopwatch.StartNew());
            }

            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), $"it does not end. {Errors}");
            await Task.Delay(100);
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>SIGKILL: the process has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
