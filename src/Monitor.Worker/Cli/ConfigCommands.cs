using System.CommandLine;
using Monitor.Actors;
using Monitor.Attributions;
using Monitor.Config;
using Monitor.Languages;
using Monitor.Storage;
using Monitor.Subscribers;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary>monitor config: the files that say what is monitored, against what the database holds.</summary>
public static class ConfigCommands
{
    /// <summary>The files of a folder that the database keeps by items; cues have one for each language.</summary>
    public static IReadOnlyList<ConfigPart> PartsOf(string folder)
    {
        var cues = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Where(CurrentDetector.IsCueFile).Order(StringComparer.Ordinal);
        string[] files = [ActorFile.FileName, ActorFile.ImportedFileName, RuleFile.FileName, .. cues];
        return [.. files.Select(file => new ConfigPart(file))];
    }

    public static Command Create() => new("config", "Check, compare, apply and export the config folder.") { Check(), Diff(), Apply(), Export() };

    private static Command Check()
    {
        var folder = Folder();
        var command = new Command("check", "Check all files of a config folder; every fault with file, line and column.") { folder };
        command.SetAction(parsed =>
        {
            CheckAll(SharedOptions.ConfigFolder(parsed.GetValue(folder)));
            Console.WriteLine("no faults");
        });
        return command;
    }

    private static Command Diff()
    {
        var folder = Folder();
        var database = new CommandDatabase();
        var command = new Command("diff", "Show what applying a folder would change.") { folder };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            Write(await ConfigStore.DifferencesAsync(db, path, PartsOf(path), cancellationToken));
            Write(SubscriberConfig.FileName, await StageSubscribersAsync(db, path, cancellationToken));
            Write(FeedConfig.FileName, await FeedConfig.StageAsync(db, path, TimeProvider.System.GetUtcNow(), cancellationToken));
        });
        return command;
    }

    private static Command Apply()
    {
        var folder = Folder();
        var dryRun = new Option<bool>("--dry-run") { Description = "Stop after showing the difference." };
        var force = new Option<bool>("--force") { Description = "Overwrite what an admin changed since the folder was applied or exported." };
        var author = new Option<string>("--author") { Description = "Who makes the change.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "applied from a config folder" };
        var database = new CommandDatabase();
        var command = new Command("apply", "Take a folder's files over into the database, as new versions of what differs.") { folder, dryRun, force, author, reason };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            CheckAll(path);
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var changes = await ConfigStore.DifferencesAsync(db, path, PartsOf(path), cancellationToken);
            Write(changes);
            var subscribers = await StageSubscribersAsync(db, path, cancellationToken);
            Write(SubscriberConfig.FileName, subscribers);
            var feeds = await FeedConfig.StageAsync(db, path, TimeProvider.System.GetUtcNow(), cancellationToken);
            Write(FeedConfig.FileName, feeds);
            var newer = changes.Where(change => change.IsNewerInside).ToList();
            if (newer.Count > 0 && !parsed.GetValue(force))
            {
                throw new CommandFailure($"{(newer.Count == 1 ? "1 item was" : $"{newer.Count} items were")} changed by an admin since ({string.Join(", ", newer.Take(5).Select(change => change.Item))}): "
                    + "'monitor config export DIR' brings those changes into files, --force overwrites them");
            }

            if (!parsed.GetValue(dryRun))
            {
                // Saves subscribers and feeds too, in the same commit.
                await ConfigStore.WriteAsync(
                    db, changes, parsed.GetValue(author)!, parsed.GetValue(reason)!, TimeProvider.System.GetUtcNow(), isFromFolder: true, cancellationToken);
                Console.WriteLine($"applied {changes.Count + subscribers.Count + feeds.Count} changes");
            }
        });
        return command;
    }

    private static Command Export()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the files are written; made if it is not there." };
        var database = new CommandDatabase();
        var command = new Command("export", "Write what the database holds as a config folder, with versions.") { folder };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var target = parsed.GetValue(folder)!;
            var files = await ConfigStore.FilesAsync(db, cancellationToken);
            await ConfigStore.ExportAsync(db, target, files.Select(file => new ConfigPart(file)), cancellationToken);
            await FeedConfig.ExportAsync(db, target, cancellationToken);
        });
        return command;
    }

    /// <exception cref="CommandFailure">Files of the folder cannot be used; names the faults of all of them.</exception>
    public static void CheckAll(string folder)
    {
        var faults = FaultsOf(folder).Distinct().ToList();
        if (faults.Count > 0)
        {
            throw new CommandFailure(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>Every fault of the folder's files, each with its place.</summary>
    public static IReadOnlyList<string> FaultsOf(string folder)
    {
        var faults = new List<string>(FeedConfig.FaultsOf(folder));
        ActorBook? actors = null;
        Try(() => new LanguageBook(folder).ReadAll());
        Try(() => actors = File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : new ActorBook([], []));

        // Where the actors themselves have faults, nobody can say which of them rules, cues and subscribers may name.
        if (actors is not null)
        {
            Try(() => CheckRules(folder, actors));
            Try(() => AttributionDetector.Load(folder, actors));
            if (faults.Count == 0)
            {
                Try(() => SubscribersOf(folder, actors));
            }
        }

        return faults;

        void Try(Action check)
        {
            try
            {
                check();
            }
            catch (ConfigException found)
            {
                faults.AddRange(found.Faults.Select(fault => fault.ToString()));
            }
        }
    }

    private static IReadOnlyList<SubscriberEntry> SubscribersOf(string folder, ActorBook? actors)
    {
        var file = Path.Combine(folder, SubscriberConfig.FileName);
        return File.Exists(file)
            ? SubscriberConfig.Read(file, actors is null or { Actors.Count: 0 } ? null : id => actors.Find(id) is not null)
            : [];
    }

    /// <summary>What applying the folder's subscribers changes, in words; the context is changed, not saved.</summary>
    private static async Task<IReadOnlyList<string>> StageSubscribersAsync(MonitorDbContext db, string folder, CancellationToken cancellationToken)
    {
        // Without the file nobody is left off: only a file that no longer names somebody says so.
        if (!File.Exists(Path.Combine(folder, SubscriberConfig.FileName)))
        {
            return [];
        }

        var subscribers = SubscribersOf(folder, File.Exists(Path.Combine(folder, ActorFile.FileName)) ? ActorFile.Load(folder) : null);
        return await db.ApplyAsync(subscribers, TimeProvider.System.GetUtcNow(), cancellationToken);
    }

    private static void CheckRules(string folder, ActorBook actors)
    {
        var broken = RuleChecks.BrokenExamples(new Tagger(actors, RuleFile.Load(folder, actors, SharedOptions.PatternsAllowed())));
        if (broken.Count > 0)
        {
            var path = Path.Combine(folder, RuleFile.FileName);
            throw new ConfigException([.. broken.Select(example => new ConfigFault(path, 1, 1, example.ToString()))]);
        }
    }

    private static Argument<string?> Folder() => new("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "The config folder (default: ./config, else the bundle beside the program)." };

    private static void Write(List<ConfigChange> changes)
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

        Console.WriteLine($"{changes.Count(change => change.Kind is ConfigChangeKind.Added)} added, {changes.Count(change => change.Kind is ConfigChangeKind.Changed)} changed, "
            + $"{changes.Count(change => change.Kind is ConfigChangeKind.Removed)} removed");
    }

    private static void Write(string file, IReadOnlyList<string> changes)
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
