using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Monitor.Config;

/// <summary>
/// One version of one item of the config folder (a topic, an actor, a list): nothing is ever overwritten, so that the table is the audit log,
/// and undoing is writing the former text once more.
/// </summary>
public sealed class ConfigVersion
{
    public long Id { get; set; }

    /// <summary>The file that the item belongs to, such as topics.yaml.</summary>
    public required string File { get; set; }

    /// <summary>Section and id in the file, such as topics/cyber-attack.</summary>
    public required string Item { get; set; }

    /// <summary>Counts the item's versions, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The item as it stands in the file; null where this version removed it.</summary>
    public string? Body { get; set; }

    /// <summary>Where the item stands in its file.</summary>
    public int Position { get; set; }

    public required string Author { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Reason { get; set; }

    /// <summary>Whether it came from a config folder; else an admin made it.</summary>
    public bool IsFromFolder { get; set; }
}

internal sealed class ConfigVersionMapping : IEntityTypeConfiguration<ConfigVersion>
{
    public void Configure(EntityTypeBuilder<ConfigVersion> builder)
    {
        builder.ToTable("ConfigVersions");
        builder.Property(version => version.File).HasMaxLength(100);
        builder.Property(version => version.Item).HasMaxLength(300);
        builder.Property(version => version.Author).HasMaxLength(200);
        // Two admins who save at once make one version each; the second one is told.
        builder.HasIndex(version => new { version.File, version.Item, version.Number }).IsUnique();
    }
}
