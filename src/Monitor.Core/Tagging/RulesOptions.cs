using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Tagging;

[assembly: SettingsSection(typeof(RulesOptions))]

namespace Monitor.Tagging;

/// <summary>What rules may do on this machine, and how a change of them reaches articles that were tagged before.</summary>
public sealed class RulesOptions
{
    public const string Section = "Rules";

    /// <summary>Whether rules may hold /patterns/. They cannot run away, but cost far more than words.</summary>
    public bool PatternsAllowed { get; set; }

    /// <summary>Articles that appeared within so many days are tagged again after a change; 0 for none.</summary>
    [Range(0, 3650)]
    public int TagAgainDays { get; set; } = 30;

    /// <summary>The share of one processor that tagging again may use, in percent.</summary>
    [Range(1, 100)]
    public int TagAgainPercent { get; set; } = 25;
}
