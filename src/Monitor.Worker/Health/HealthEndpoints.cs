using Monitor.Runs;
using Monitor.Worker.Json;

namespace Monitor.Worker.Health;

/// <summary>
/// <c>/health/live</c>: the process answers and its runs come round, no database asked. <c>/health/ready</c>: whether it does its work, per
/// dependency and per run. <c>/healthz</c>: the same in a word. Strangers get the word alone. <c>/metrics</c>: the meters for Prometheus, not
/// for strangers.
/// </summary>
public static class HealthEndpoints
{
    private const string MetricsPath = "/metrics";

    public static readonly string[] Paths = ["/health/live", "/health/ready", "/healthz", MetricsPath];

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<RunHealth>();
        services.AddSingleton<FaultTeller>();
        services.AddSingleton<ProxySightings>();
        services.AddSingleton<HealthWatch>();
        services.AddSingleton<QueueGauges>();
        services.AddSingleton<PrometheusText>();
    }

    /// <param name="mayKnow">Whether who asks may read the pages, and so the details.</param>
    public static void UseHealth(this WebApplication app, Func<HttpContext, bool> mayKnow)
    {
        ArgumentNullException.ThrowIfNull(app);
        // Made now, since a worker that hangs is one whose runs stand since its start.
        app.Services.GetRequiredService<HealthWatch>();
        app.Services.GetRequiredService<QueueGauges>();
        app.Services.GetRequiredService<PrometheusText>();
        KnownLabels.Begin();
        app.MapGet(MetricsPath, async (HealthWatch watch, PrometheusText meters, HttpContext context) =>
        {
            if (!mayKnow(context))
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Results.Text(
                    "sign in with 'Authorization: Bearer TOKEN'; 'monitor admin token create NAME TOKEN' makes one",
                    statusCode: StatusCodes.Status401Unauthorized);
            }

            await watch.LookAsync(context.RequestAborted);
            return Results.Text(meters.Write(), PrometheusText.ContentType);
        }).AllowAnonymous();
        app.MapGet("/health/live", (HealthWatch watch, HttpContext context) =>
            watch.Hang() is { } hang ? Word(mayKnow(context) ? hang : "hangs", isWell: false) : Word("alive", isWell: true)).AllowAnonymous();
        app.MapGet("/health/ready", async (HealthWatch watch, HttpContext context) => await ReadyAsync(watch, context, mayKnow(context))).AllowAnonymous();
        app.MapGet("/healthz", async (HealthWatch watch, HttpContext context) =>
        {
            var report = await watch.LookAsync(context.RequestAborted);
            return report.Status is HealthStatus.Ready && watch.Hang() is null ? Word("healthy", isWell: true)
                : Word(mayKnow(context) ? string.Join(Environment.NewLine, report.Sentences.Append(watch.Hang()).OfType<string>()) : report.Word,
                    report.Status is not HealthStatus.NotReady && watch.Hang() is null);
        }).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(HealthWatch watch, HttpContext context, bool mayKnow)
    {
        var report = await watch.LookAsync(context.RequestAborted);
        object body = mayKnow ? new { Status = report.Word, report.Dependencies, report.Runs } : new { Status = report.Word };
        return Results.Json(
            body, JsonLines.Options, statusCode: report.Status is HealthStatus.NotReady ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static IResult Word(string text, bool isWell) =>
        Results.Text(text, statusCode: isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
