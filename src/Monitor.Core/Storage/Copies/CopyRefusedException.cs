namespace Monitor.Storage.Copies;

/// <summary>A copy of a database could not be made, or is not put back; the message says why, and what stands where it stood.</summary>
public sealed class CopyRefusedException(string message) : Exception(message);
