namespace Monitor.Worker.Settings;

/// <summary>Settings that Monitor refuses to start with; the message names file, line and value.</summary>
public sealed class SettingsException(string message) : Exception(message);
