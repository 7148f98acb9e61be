using Microsoft.EntityFrameworkCore;

namespace Monitor.Storage.Copies;

/// <summary>Whether the migrations that a copy names are those of a database of ours, and none is of a later release.</summary>
internal static class CopiedMigrations
{
    /// <summary>What is wrong, as the end of a sentence that begins with the copy's name; null where nothing is.</summary>
    public static string? Fault(IReadOnlyCollection<string> migrations, DatabaseAddress address)
    {
        using var db = new MonitorDbContextFactory(address, TimeSpan.FromSeconds(1)).CreateDbContext();
        var ours = db.Database.GetMigrations().ToList();
        return !migrations.Contains(ours[0]) ? "is no database of Monitor's"
            : migrations.Except(ours).FirstOrDefault() is { } later ? $"was made by a later release (it has {later}): restore it with that one"
            : null;
    }
}
