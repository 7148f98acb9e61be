using System.CommandLine;
using Monitor.Actors;
using Monitor.Config;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors import</c>: take registers of threat groups over.</summary>
internal static class ActorsImport
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "MISP galaxy clusters (JSON) or an ATT&CK STIX bundle." };
        var config = SharedOptions.Config();
        var apply = new Option<bool>("--apply")
        {
            Description = $"Write {ActorFile.ImportedFileName} into the config folder; without, only show what would change.",
        };
        var command = new Command("import", "Compare registers with the actors, warn of doubtful names, and take them over with --apply.")
        {
            files, config, apply, SharedOptions.Json(),
        };
        command.SetAction(parsed =>
        {
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var listed = parsed.GetValue(files)!.SelectMany(Read).ToList();

            // Against what is written by hand: the imported file is made anew each time.
            var book = ActorFile.Read(ConfigNode.ReadFile(Path.Combine(folder, ActorFile.FileName)));
            var plan = ActorImport.Plan(book, listed);
            if (!Results.AreJson(parsed))
            {
                Print(plan);
            }

            Results.Say(parsed, $"{listed.Count} listed: {plan.New.Count} new, {plan.Extended.Count} known with further names, {plan.Known} known already or "
                + $"without a name of their own; {plan.Warnings.Count} warnings", new
                {
                    Listed = listed.Count,
                    New = plan.New.Select(actor => actor.Id),
                    Extended = plan.Extended.Select(actor => new { actor.Id, Names = actor.Aliases.Select(alias => alias.Text) }),
                    plan.Known,
                    Warnings = plan.Warnings.Select(warning => new { warning.Name, warning.Reason }),
                });
            if (parsed.GetValue(apply))
            {
                var path = Path.Combine(folder, ActorFile.ImportedFileName);
                File.WriteAllText(path, ActorImport.Write(plan));
                Results.Say(parsed, $"wrote {path}; 'monitor config apply' takes it over into the database", new { File = path });
            }
        });
        return command;
    }

    private static void Print(ActorImportPlan plan)
    {
        foreach (var warning in plan.Warnings)
        {
            Console.WriteLine($"! {warning.Name}: {warning.Reason}");
        }

        foreach (var actor in plan.Extended)
        {
            Console.WriteLine($"~ {actor.Id}: {string.Join(", ", actor.Aliases.Select(alias => alias.Text))}");
        }
    }

    private static IReadOnlyList<ListedActor> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= ActorRegister.BytesMax
                ? ActorRegister.Read(File.ReadAllText(path))
                : throw new FormatException($"it is larger than {ActorRegister.BytesMax / 1024 / 1024} MB, which no register of actors is");
        }
        catch (FormatException fault)
        {
            throw new CommandFailure($"{path}: {fault.Message}");
        }
    }
}
