using Monitor.Config;

namespace Monitor.Worker.Cli.Config;

/// <summary>What applying a folder changes, in lines for a person.</summary>
internal static class ConfigChangeLines
{
    public static void Write(List<ConfigChange> changes)
    {
        const int shownMax = 200;
        foreach (var change in changes.Take(shownMax))
        {
            var sign = change.Kind switch { ConfigChangeKind.Added => '+', ConfigChangeKind.Removed => '-', _ => '~' };
            Console.WriteLine($"{sign} {change.File} {change.Item}{(change.IsNewerInside ? "   (newer in the database)" : "")}");
            if (change.Kind is ConfigChangeKind.Changed)
            {
                WriteLines(change);
            }
        }

        if (changes.Count > shownMax)
        {
            Console.WriteLine($"… and {changes.Count - shownMax} more");
        }

        Console.WriteLine($"{changes.Count(change => change.Kind is ConfigChangeKind.Added)} added, "
            + $"{changes.Count(change => change.Kind is ConfigChangeKind.Changed)} changed, "
            + $"{changes.Count(change => change.Kind is ConfigChangeKind.Removed)} removed");
    }

    public static void Write(string file, IReadOnlyList<string> changes)
    {
        foreach (var line in changes)
        {
            Console.WriteLine($"~ {file} {line}");
        }
    }

    private static void WriteLines(ConfigChange change)
    {
        var (before, after) = (change.Before!.Split('\n'), change.After!.Split('\n'));
        foreach (var line in before.Except(after))
        {
            Console.WriteLine($"    - {line}");
        }

        foreach (var line in after.Except(before))
        {
            Console.WriteLine($"    + {line}");
        }
    }
}
