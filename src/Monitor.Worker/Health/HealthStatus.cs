namespace Monitor.Worker.Health;

/// <summary>Whether the worker does its work.</summary>
public enum HealthStatus
{
    Ready,

    /// <summary>It works, but not all of it gets through: the mail server or the network is away, something waits too long.</summary>
    Impaired,

    /// <summary>It cannot work: the database, the disk or one of the five runs fails.</summary>
    NotReady,
}
