using Monitor.Storage;

namespace Monitor.Worker.Cli.Doctor;

/// <summary>What the doctor looks at: the settings in force, the config folder and the database that they name.</summary>
internal sealed record Patient(IConfigurationRoot Settings, string ConfigFolder, MonitorDbContextFactory Contexts, TimeProvider Clock)
{
    /// <summary>What the mail server says of itself is wanted too, not only why no mail can leave.</summary>
    public bool TellsOfMail { get; init; }

    public TOptions Options<TOptions>(string section)
        where TOptions : new() => Settings.GetSection(section).Get<TOptions>() ?? new TOptions();
}
