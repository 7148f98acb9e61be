using System.Diagnostics;
using System.Text.Json;

namespace Monitor.IntegrationTests.Delivery;

/// <summary>Python's mail parser: what it reads in mails, and finds wrong with them (mail_defects.py).</summary>
internal static class MailJudge
{
    private const string Python = "/usr/bin/python3";

    public static async Task<IReadOnlyList<JsonElement>> JudgeAsync(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Delivery", "mail_defects.py"));
        foreach (var file in files)
        {
            start.ArgumentList.Add(file);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
