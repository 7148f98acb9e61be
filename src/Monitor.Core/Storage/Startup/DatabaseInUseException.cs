namespace Monitor.Storage.Startup;

/// <summary>Another program works on the database in a way that this one must not disturb; the message says which and what to do.</summary>
public sealed class DatabaseInUseException(string message) : Exception(message);
