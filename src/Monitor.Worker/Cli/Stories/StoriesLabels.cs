using System.CommandLine;
using Monitor.Stories.Keeping;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Stories;

/// <summary>
/// <c>monitor stories labels</c>: what was decided by hand about stories and copies, in the files that <c>stories compare|group</c> and
/// <c>evaluate</c> read.
/// </summary>
internal static class StoriesLabels
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = $"The folder to write {string.Join(", ", DecisionFiles.Names)} into." };
        var database = new CommandDatabase();
        var command = new Command("labels", "Export what was decided by hand about stories and copies, with the articles, to evaluate with.") { folder };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var labelled = await LabelledStories.LoadAsync(db, cancellationToken);
            if (labelled.Pairs.Count == 0)
            {
                throw new CommandFailure("nothing was decided by hand about stories or copies, or no group run has carried it out yet");
            }

            Write(parsed.GetRequiredValue(folder), labelled);
            var (target, stories) = (Path.GetFullPath(parsed.GetRequiredValue(folder)), labelled.StoryOf.Values.Distinct().Count());
            Results.Say(
                parsed,
                $"{EnglishCount.Of(labelled.Pairs.Count, "pair")}, {EnglishCount.Of(labelled.Articles.Count, "article")} in "
                    + $"{EnglishCount.OfMany(stories, "stories")} written to {target}",
                new { Folder = target, Pairs = labelled.Pairs.Count, Articles = labelled.Articles.Count, Stories = stories });
            return 0;
        });
        return command;
    }

    private static void Write(string folder, LabelledStories labelled)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var name in DecisionFiles.Names)
            {
                using var file = File.Create(Path.Combine(folder, name));
                DecisionFiles.Write(name, labelled, file);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{folder}: {fault.Message}");
        }
    }
}
