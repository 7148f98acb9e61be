namespace Monitor.Worker.Health;

/// <summary>Something the worker depends on.</summary>
/// <param name="Says">What is wrong with it and what to do, in a sentence; null where nothing is.</param>
/// <param name="Since">When it was first missed, where that is known.</param>
public sealed record DependencyHealth(string Name, HealthStatus Status, string? Says, DateTimeOffset? Since = null);
