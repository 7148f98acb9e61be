using System.CommandLine;
using Monitor.Worker.Demo;

namespace Monitor.Worker.Cli.Demo;

/// <summary><c>monitor demo</c>: the launch story, played.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan DemoGrid = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var shared = new PlayArguments();
        var command = new Command("demo", "Play the launch story, 18 to 21 July 2021, through the real pipeline; once played, show what came of it.");
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Play it anew: takes away what an earlier play left in play/demo (of Storage:DataFolder, where it is set).",
        };
        command.Options.Add(fresh);
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PlayedArchive.PlayAsync(
            shared, parsed, new PlayedStoryline("demo", DemoStory.Articles(), DemoStory.Manners, (DemoStory.StartAt, DemoStory.EndAt), DemoGrid),
            parsed.GetValue(fresh), cancellationToken));
        return command;
    }
}
