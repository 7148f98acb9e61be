using Monitor.Storage;

namespace Monitor.Worker.Health;

/// <summary><c>/healthz</c>: 200 and "healthy" while the database can be used and the runs come round, else 503 with the reason.</summary>
public static class HealthEndpoints
{
    // Ten times the longest tick that the options allow would be an hour; a worker that did nothing for this long hangs.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(90);

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<RunHealth>();

    public static void UseHealth(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var startedAt = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        app.MapGet("/healthz", async (RunHealth health, MonitorDbContextFactory contexts, TimeProvider clock, CancellationToken cancellationToken) =>
            await FaultAsync(health, contexts, clock, startedAt, cancellationToken) is { } fault
                ? Results.Text(fault, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("healthy")).AllowAnonymous();
    }

    private static async Task<string?> FaultAsync(
        RunHealth health, MonitorDbContextFactory contexts, TimeProvider clock, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (await DatabaseCheck.FaultAsync(contexts, cancellationToken) is { } fault)
        {
            return fault;
        }

        var last = health.Last.Values.Select(run => run.EndedAt).Append(startedAt).Max();
        return clock.GetUtcNow() - last > SilentAfter ? $"no run has ended since {last:u}" : null;
    }
}
