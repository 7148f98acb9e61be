using System.ComponentModel.DataAnnotations;
using Monitor.Config;
using Monitor.Pipeline.Retention;

[assembly: SettingsSection(typeof(RetentionOptions))]

namespace Monitor.Pipeline.Retention;

/// <summary>
/// How long what is kept: by kind, in days. What the ledger has seen, what was told to whom, stories, events and facts outlive all of it, and what
/// somebody labelled stays for ever. The content of sent messages has its own time (<see cref="Delivery.DeliveryOptions.KeepContent"/>).
/// </summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Texts of articles and of their revisions. Those that Group compares new articles with stay as long as it does.</summary>
    [Range(30, 36500)]
    public int TextDays { get; set; } = 400;

    /// <summary>Articles without their text: title, address, findings, place in a story. Those that state an attribution stay.</summary>
    [Range(30, 36500)]
    public int ArticleDays { get; set; } = 1826;

    /// <summary>What past digests told, for their pages.</summary>
    [Range(30, 36500)]
    public int DigestDays { get; set; } = 400;

    /// <summary>The polls of feeds that are polled no more; of the others the last 30 are kept.</summary>
    [Range(7, 36500)]
    public int FetchDays { get; set; } = 90;

    /// <summary>The audit log, and versions of rules, actors and lists that a later one replaced.</summary>
    [Range(365, 36500)]
    public int AuditDays { get; set; } = 3650;
}
