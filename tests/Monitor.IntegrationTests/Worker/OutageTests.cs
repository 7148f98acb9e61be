using System.Net;
using System.Text.RegularExpressions;
using Monitor.Config;
using Monitor.Worker.Cli;
using Monitor.Worker.Cli.Run;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Worker;

/// <summary>What the log of the real worker holds of an outage, and what health says meanwhile.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-outage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_database_that_stops_is_told_when_it_begins_and_when_it_ends()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var server = new Uri(database.Url);
        await using var relay = new Relay(new IPEndPoint(IPAddress.Parse(server.Host), server.Port));
        var pages = WorkerProcess.WriteSettings(_folder, new UriBuilder(database.Url) { Port = relay.Port }.Uri.AbsoluteUri);
        CopyConfig();
        using var worker = WorkerProcess.Start(_folder, "run");
        using var http = new HttpClient { BaseAddress = new Uri(pages) };
        await worker.UntilAsync(async () => await IsReadyAsync(http), "it is ready");
        var before = worker.Errors.Length;

        relay.Cut();
        await worker.UntilAsync(() => Task.FromResult(worker.Errors.Contains("The database cannot be reached (", StringComparison.Ordinal)), "the outage is told");
        await worker.UntilAsync(async () => !await IsReadyAsync(http), "health says so");
        using (var ready = await http.GetAsync("/health/ready"))
        {
            Assert.Contains("see that its server runs, and that Storage:Database names its host and port", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        // Each run has its tick every second: some twenty failures.
        await Task.Delay(4000);
        relay.Mend();
        await worker.UntilAsync(() => Task.FromResult(worker.Errors.Contains("Over after", StringComparison.Ordinal)), "the end is told");
        await worker.UntilAsync(async () => await IsReadyAsync(http), "it is ready again");

        var log = worker.Errors[before..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(log, line => line.Contains("The database cannot be reached (", StringComparison.Ordinal));
        Assert.Single(log, line => Regex.IsMatch(line, "Over after [0-9]+ s: \"The database cannot be reached\". Failed meanwhile: .* times.*; what waited is taken up now"));
        Assert.DoesNotContain(log, line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("Quartz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_config_over_a_filled_database_is_told_and_the_worker_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var bundle = Path.Combine(AppContext.BaseDirectory, "config");
        await using (var db = database.Contexts.CreateDbContext())
        {
            await ConfigStore.TakeOverAsync(db, bundle, ConfigParts.Of(bundle), DateTimeOffset.UtcNow, CancellationToken.None);
        }

        CopyConfig();
        await File.AppendAllTextAsync(Path.Combine(_folder, "config", "topics.yaml"), "\n  - id: broken\n    when: (rain OR\n");
        var pages = WorkerProcess.WriteSettings(_folder, database.Url);
        using var worker = WorkerProcess.Start(_folder, "run");
        using var http = new HttpClient { BaseAddress = new Uri(pages) };

        await worker.UntilAsync(async () => await IsReadyAsync(http), "it is ready");

        Assert.Matches("config has faults, nothing of it was taken over, and the worker goes on with what the database holds: .*topics.yaml:[0-9]+", worker.Errors);
        Assert.Contains("Monitor", await http.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_the_settings_allow_no_more_is_met_at_the_start()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        CopyConfig();
        var config = Path.Combine(_folder, "config");
        await File.AppendAllTextAsync(Path.Combine(config, "topics.yaml"), "\n  - id: pattern\n    name: Pattern\n    when: /hack(er|ed)/\n");
        await using (var db = database.Contexts.CreateDbContext())
        {
            await ConfigStore.TakeOverAsync(db, config, ConfigParts.Of(config), DateTimeOffset.UtcNow, CancellationToken.None);
        }

        var settings = MonitorSettings.Load(null, [("Net:Contact", "a test on loopback"), ("Storage:DataFolder", _folder)]);
        var refusal = await Assert.ThrowsAsync<CommandFailure>(() => WorkerHost.BuildAsync(settings, database.Contexts, config, CancellationToken.None));

        Assert.Contains("regular expressions are not allowed here", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The bundle without its feeds, which lie in the world outside.</summary>
    private void CopyConfig()
    {
        var bundle = Path.Combine(AppContext.BaseDirectory, "config");
        foreach (var file in Directory.EnumerateFiles(bundle, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "feeds.opml"))
        {
            var copy = Path.Combine(_folder, "config", Path.GetRelativePath(bundle, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
