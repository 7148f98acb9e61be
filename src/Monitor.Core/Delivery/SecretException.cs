namespace Monitor.Delivery;

/// <summary>A secret that the settings name cannot be had; the message says which setting to look at.</summary>
public sealed class SecretException(string message) : Exception(message)
{
    /// <summary>The text of a file that holds a secret.</summary>
    /// <param name="setting">The setting that names the file: Delivery:SmtpPasswordFile.</param>
    /// <exception cref="SecretException">It cannot be read, or is empty.</exception>
    public static string Read(string file, string setting)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.Length > 0 ? text : throw new SecretException($"the file {file} ({setting}) is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"the file {file} ({setting}) cannot be read: {fault.Message}");
        }
    }
}
