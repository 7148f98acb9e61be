using Microsoft.EntityFrameworkCore;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>The database, and the clock that it is held against.</summary>
internal static class DatabaseLook
{
    private static readonly TimeSpan ClockMayDiffer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RowsMayBeAhead = TimeSpan.FromMinutes(10);

    /// <param name="whole">Look for damage too, which reads all of an embedded database.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> AtAsync(Patient patient, bool whole, CancellationToken stop)
    {
        var fault = await DatabaseCheck.FaultAsync(patient.Contexts, stop);
        if (fault is null && whole)
        {
            fault = await DatabaseCheck.DamageAsync(patient.Contexts, stop);
        }

        return fault is null
            ? [DoctorFinding.Of("database", null), DoctorFinding.Of("clock", await ClockFaultAsync(patient, stop)), await SecretsLook.AtAsync(patient, stop)]
            : [DoctorFinding.Of("database", fault)];
    }

    private static async Task<string?> ClockFaultAsync(Patient patient, CancellationToken stop)
    {
        await using var db = patient.Contexts.CreateDbContext();
        var now = patient.Clock.GetUtcNow();
        if (patient.Contexts.IsShared)
        {
            var ahead = patient.Clock.GetUtcNow() - await db.NowAsync(stop);
            if (ahead.Duration() > ClockMayDiffer)
            {
                return $"this machine's clock is {Words(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the database's: set both by NTP";
            }
        }

        var newest = await db.Set<Articles.Article>().MaxAsync(article => (DateTimeOffset?)article.CollectedAt, stop);
        return newest - now > RowsMayBeAhead
            ? $"this machine's clock says {now:u}, and an article was collected at {newest:u}: the clock is behind, or it ran ahead once; set it by NTP"
            : null;
    }

    private static string Words(TimeSpan span) =>
        span.TotalMinutes < 2 ? $"{span.TotalSeconds:0} s" : span.TotalHours < 2 ? $"{span.TotalMinutes:0} min" : span.TotalDays < 2 ? $"{span.TotalHours:0} h"
        : $"{span.TotalDays:0} days";
}
