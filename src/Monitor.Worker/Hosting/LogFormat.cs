namespace Monitor.Worker.Hosting;

/// <summary>How a line of the log is written.</summary>
public enum LogFormat
{
    /// <summary>For a person.</summary>
    Text,

    /// <summary>One JSON object a line, with each value as a field of its own.</summary>
    Json,
}
