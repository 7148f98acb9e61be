using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Storage;

[assembly: SettingsSection(typeof(StorageOptions))]

namespace Monitor.Storage;

/// <summary>Which database, and where Monitor keeps its files.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// The database: empty for <c>monitor.db</c> in the data folder, <c>sqlite:FILE</c> for another file, or
    /// <c>postgresql://user:password@host:port/database</c>.
    /// </summary>
    public string Database { get; set; } = "";

    /// <summary>A file that holds the value of <see cref="Database"/>, so that its password stands in no configuration; wins over it.</summary>
    public string DatabaseFile { get; set; } = "";

    /// <summary>The folder for the database, and mails of the folder transport.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>A file with the key that seals the secrets which the database holds; empty leaves them open. All workers need the same.</summary>
    public string SecretsKeyFile { get; set; } = "";

    /// <summary>The key itself, from the environment; a file is better, and wins.</summary>
    public string SecretsKey { get; set; } = "";

    /// <summary>How long a statement waits for a lock before it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LockWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>PostgreSQL: how many connections one worker opens at most, over all runs and pages; further ones wait for their turn.</summary>
    [Range(4, 500)]
    public int ConnectionsMax { get; set; } = MonitorDbContextFactory.ConnectionsMaxDefault;
}
