using Monitor.Telemetry;
using Monitor.Worker.Health;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace Monitor.Worker.Hosting;

/// <summary>
/// Meters and spans to a collector, where the standard environment variables name one (OTEL_EXPORTER_OTLP_ENDPOINT and its kin, as the
/// OpenTelemetry specification lists them); nothing of it runs otherwise.
/// </summary>
internal static class OpenTelemetryExport
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddOpenTelemetryExport(this WebApplicationBuilder builder, string version)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Environment.GetEnvironmentVariable(Endpoint) is not { Length: > 0 })
        {
            return;
        }

        // The library reads them from the configuration, which holds Monitor's own settings only.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name))));
        builder.Services.AddHostedService<QueueLooks>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("monitor", serviceVersion: version).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Meters.Name, "System.Runtime"))
            .WithTracing(traces => traces.AddSource(Traces.Name))
            .UseOtlpExporter();
    }
}
