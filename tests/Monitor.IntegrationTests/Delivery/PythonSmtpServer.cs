using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>A real SMTP server (aiosmtpd) on a free loopback port; what it does is told by the recipient (smtp_server.py).</summary>
internal sealed class PythonSmtpServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;

    private PythonSmtpServer(Process process, string folder, int port)
    {
        _process = process;
        Folder = folder;
        Port = port;
    }

    public string Folder { get; }

    public int Port { get; }

    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal)];

    public static async Task<PythonSmtpServer> StartAsync(string? certificate = null, string? key = null)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-smtp-").FullName;
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Script("smtp_server.py"));
        start.ArgumentList.Add(folder);
        if (certificate is not null)
        {
            start.ArgumentList.Add(certificate);
            start.ArgumentList.Add(key!);
        }

        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new PythonSmtpServer(process, folder, port)
            : throw new InvalidOperationException(
                $"the test server did not start (tests/run.sh installs python3-aiosmtpd): {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>What Python's mail parser reads in the files and finds wrong with them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> JudgeAsync(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Script("mail_defects.py"));
        foreach (var file in files)
        {
            start.ArgumentList.Add(file);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Delivery", name);
}
