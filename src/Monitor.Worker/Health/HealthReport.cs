namespace Monitor.Worker.Health;

/// <summary>How the worker fares as a whole.</summary>
public sealed record HealthReport(IReadOnlyList<DependencyHealth> Dependencies, IReadOnlyList<RunState> Runs)
{
    /// <summary>The worst of its parts.</summary>
    public HealthStatus Status => Dependencies.Select(one => one.Status).Concat(Runs.Select(one => one.Status)).DefaultIfEmpty().Max();

    /// <summary>The status as strangers see it.</summary>
    public string Word => Status switch
    {
        HealthStatus.Ready => "ready",
        HealthStatus.Impaired => "impaired",
        _ => "not ready",
    };

    /// <summary>What is wrong, a line each.</summary>
    public IReadOnlyList<string> Sentences =>
        [.. Dependencies.Where(one => one.Says is not null).Select(one => $"{one.Name}: {one.Says}")
            .Concat(Runs.Where(one => one.Says is not null).Select(one => $"{one.Name}: {one.Says}"))];
}
