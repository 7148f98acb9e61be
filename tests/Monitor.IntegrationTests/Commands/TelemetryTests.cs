using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.AttributionEvents;
using Monitor.Config;
using Monitor.Delivery;
using Monitor.Net;
using Monitor.Runs;
using Monitor.Subscribers;
using Monitor.Telemetry;
using Monitor.Worker.Demo;
using Monitor.Worker.Hosting;
using Monitor.Worker.Settings;

namespace Monitor.IntegrationTests.Commands;

/// <summary>What an operator sees of a worker from outside: the way of one article as spans, the meters, and both at a collector.</summary>
[Collection(CommandRun.Alone)]
public sealed class TelemetryTests : IDisposable
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-telemetry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_way_of_an_article_from_poll_to_mail_is_one_trace_and_arrives_at_a_collector_with_the_meters()
    {
        await using var collector = await Collector.StartAsync();
        using var named = new Named(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Traces.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        var metrics = await PlayAsync(database);

        await using var db = database.Contexts.CreateDbContext();
        var news = await db.Set<AttributionNews>().Include(one => one.Attribution).OrderBy(one => one.Id).FirstAsync();
        var message = await db.Set<OutboxMessage>().OrderBy(one => one.Id).FirstAsync(one => one.Key.StartsWith("alert/"));
        var article = spans.Where(span => span.TraceId == Traces.Context($"article/{news.Attribution!.ArticleId}").TraceId).ToList();
        Assert.Equal(["poll", "read", "group", "notify"], article.Select(span => span.OperationName).Distinct());
        var notified = article.First(span => span.OperationName == "notify");
        var sent = Assert.Single(spans, span => span.OperationName == "deliver" && span.TraceId == Traces.Context($"message/{message.Key}").TraceId);
        Assert.Contains(notified.Links, link => link.Context.TraceId == sent.TraceId);

        Assert.Contains("# TYPE monitor_run_duration_seconds histogram", metrics, StringComparison.Ordinal);
        Assert.Contains("monitor_run_units_total{run=\"collect\",unit=\"polled\"} 7", metrics, StringComparison.Ordinal);
        Assert.Contains("monitor_deliveries_total{channel=\"mail\",outcome=\"sent\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("monitor_queue_length{run=\"read\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("/v1/traces", collector.Received.Keys);
        Assert.Contains("/v1/metrics", collector.Received.Keys);
        Assert.All(collector.Received.Values, body => Assert.Contains("monitor", body, StringComparison.Ordinal));
        Assert.Contains("notify", collector.Received["/v1/traces"], StringComparison.Ordinal);
    }

    private async Task<string> PlayAsync(TestDatabase database)
    {
        var articles = DemoStory.Articles();
        var clock = new SimulatedClock(DemoStory.StartAt);
        await using var server = await ReplayServer.StartAsync(articles, clock, manners: null, CancellationToken.None);
        var settings = MonitorSettings.Load(
            null,
            [
                ("Storage:Database", database.Url), ("Net:PrivateNetworks", "127.0.0.0/8"), ("Net:Contact", "a test on loopback"),
                ("Delivery:Folder", Path.Combine(_folder, "mail")), ("Pages:Address", "http://127.0.0.1:0"),
            ]);
        await using var app = MonitorHost.BuildForPlay(settings, database.Contexts, clock, Config, server.ResolveAsync);
        await app.StartAsync();
        await using (var db = database.Contexts.CreateDbContext())
        {
            await ConfigStore.TakeOverAsync(db, Config, ConfigParts.Of(Config), clock.GetUtcNow(), CancellationToken.None);
            await db.ApplyAsync(SubscriberConfig.Read(DemoStory.SubscribersFile), clock.GetUtcNow(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        // Until the indictment is out: the alerts on the joint accusation have left by then.
        var play = new Play(app.Services, database.Contexts, server, clock);
        await play.RunAsync(new DateTimeOffset(2021, 7, 19, 15, 0, 0, TimeSpan.Zero), grid: null, new Progress<PlayProgress>(), CancellationToken.None);
        RunMeters.Record(new RunReport(RunNames.Collect, TimeSpan.FromSeconds(1), new Dictionary<string, int> { ["polled"] = 7 }, []));

        using var reader = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        var metrics = await reader.GetStringAsync("/metrics");
        // What waits to be exported leaves when the host ends.
        await app.StopAsync();
        return metrics;
    }

    /// <summary>Environment variables for a while.</summary>
    private sealed class Named : IDisposable
    {
        private readonly (string Name, string Value)[] _variables;

        public Named(params (string Name, string Value)[] variables)
        {
            _variables = variables;
            variables.ToList().ForEach(one => Environment.SetEnvironmentVariable(one.Name, one.Value));
        }

        public void Dispose() => _variables.ToList().ForEach(one => Environment.SetEnvironmentVariable(one.Name, null));
    }

    /// <summary>Takes what is posted to it, as text: names stand in the messages as they are.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentDictionary<string, string> Received { get; } = new(StringComparer.Ordinal);

        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var collector = new Collector(builder.Build());
            collector.Run();
            await collector.StartAppAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task StartAppAsync() => app.StartAsync();

        private void Run() => app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var text = Encoding.UTF8.GetString(body.ToArray());
            Received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
        });
    }
}
