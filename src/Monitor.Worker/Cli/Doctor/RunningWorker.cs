using System.Net;
using System.Text.Json;
using Monitor.Worker.Admin;
using Monitor.Worker.Settings;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>The worker that runs on this machine with these settings, asked over its pages.</summary>
internal static class RunningWorker
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    /// <summary>Whether what listens there is a worker.</summary>
    public static async Task<bool> IsAtAsync(Patient patient, CancellationToken stop)
    {
        try
        {
            return (await AskAsync(patient, "/health/live", stop)).Body is "alive" or "hangs";
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>What the worker says of itself.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> LookAsync(Patient patient, CancellationToken stop)
    {
        try
        {
            var (isWell, body) = await AskAsync(patient, "/health/ready", stop);
            using var said = JsonDocument.Parse(body);
            return said.RootElement.TryGetProperty("dependencies", out var dependencies) && said.RootElement.TryGetProperty("runs", out var runs)
                ? [DoctorFinding.Of("worker", null), .. dependencies.EnumerateArray().Concat(runs.EnumerateArray()).Select(Finding)]
                : [DoctorFinding.Of("worker", isWell ? null : "it says that it is not ready; its log says why, and /health/ready where you sign in")];
        }
        catch (SettingsException)
        {
            // Said of the pages already.
            return [];
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return [DoctorFinding.Of("worker", $"no worker answers at Pages:Address ({fault.Message.TrimEnd('.')}): start it with 'monitor run'")];
        }
    }

    private static DoctorFinding Finding(JsonElement part)
    {
        var says = part.GetProperty("says").GetString();
        var verdict = part.GetProperty("status").GetString() is "not-ready" ? DoctorVerdict.Fault : says is null ? DoctorVerdict.Ok : DoctorVerdict.Note;
        return new DoctorFinding($"worker, {part.GetProperty("name").GetString()}", verdict, says);
    }

    /// <exception cref="SettingsException">The pages' address is none to listen on.</exception>
    private static async Task<(bool IsWell, string Body)> AskAsync(Patient patient, string path, CancellationToken stop)
    {
        var pages = patient.Options<PagesOptions>(PagesOptions.Section);
        var endPoint = PagesAddress.Of(pages).EndPoint;
        // Who listens on all interfaces is asked on loopback.
        var machine = endPoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endPoint.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : endPoint.Address;
        using var http = new HttpClient { Timeout = AnswerWithin };
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", machine.ToString(), endPoint.Port, path).Uri);
        // Other names are refused.
        request.Headers.Host = Array.Find(pages.AllowedHosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            name => !name.Contains('*', StringComparison.Ordinal));
        using var answer = await http.SendAsync(request, stop);
        return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
    }
}
