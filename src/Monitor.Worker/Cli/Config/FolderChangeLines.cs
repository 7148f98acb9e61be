using Monitor.Config;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Config;

/// <summary>What applying a folder changes, in lines for a person.</summary>
internal static class FolderChangeLines
{
    private const int ItemsShownMax = 200;
    private const int ValueShownMax = 200;

    public static void Write(IReadOnlyList<FolderChange> changes, bool json)
    {
        if (json)
        {
            using var lines = new JsonLines();
            changes.ToList().ForEach(lines.Write);
            return;
        }

        foreach (var change in changes.Take(ItemsShownMax))
        {
            Of(change).ToList().ForEach(Console.WriteLine);
        }

        if (changes.Count > ItemsShownMax)
        {
            Console.WriteLine($"… and {changes.Count - ItemsShownMax} more (--json lists all)");
        }

        Console.WriteLine(Counts(changes));
    }

    /// <summary>"2 added, 1 changed, 0 removed"; "none" where nothing differs.</summary>
    public static string Counts(IReadOnlyCollection<FolderChange> changes)
    {
        return changes.Count == 0
            ? "no differences"
            : $"{Count(ConfigChangeKind.Added)} added, {Count(ConfigChangeKind.Changed)} changed, {Count(ConfigChangeKind.Removed)} removed";

        int Count(ConfigChangeKind kind) => changes.Count(change => change.Kind == kind);
    }

    /// <summary>The item, and under one that changes its fields.</summary>
    public static IEnumerable<string> Of(FolderChange change)
    {
        var sign = change.Kind switch { ConfigChangeKind.Added => '+', ConfigChangeKind.Removed => '-', _ => '~' };
        yield return $"{sign} {change.File} {change.Item}{(change.NewerInside ? "   (newer in the database)" : "")}";
        if (change.Kind is ConfigChangeKind.Changed && change.Fields.Count == 0)
        {
            yield return "    comments or layout only";
        }

        // Of what comes or goes as a whole no field is named, unless it stays as something else.
        foreach (var (field, before, after) in change.Fields
            .Where(field => change.Kind is ConfigChangeKind.Changed || field is { Before: not null, After: not null }))
        {
            yield return (before, after) switch
            {
                (null, { } come) => $"    + {field}: {Short(come)}",
                ({ } gone, null) => $"    - {field}: {Short(gone)}",
                _ => $"    {field}: {Short(before!)} → {Short(after!)}",
            };
        }
    }

    /// <summary>A change in a few words, without values: addresses of people are no part of them.</summary>
    public static string Deed(FolderChange change) => change.Kind is ConfigChangeKind.Changed
        ? $"{change.Item}: {string.Join(", ", change.Fields.Select(field => field.Field).Distinct())}"
        : $"{change.Item}: {(change.Kind is ConfigChangeKind.Added ? "added" : "removed")}";

    private static string Short(string value) => value.Length > ValueShownMax ? $"{value[..ValueShownMax]}…" : value;
}
