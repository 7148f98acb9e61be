using System.CommandLine;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories</c>: which articles are copies of each other, and which report the same event.</summary>
internal static class StoriesCommand
{
    public static Command Create() =>
        new("stories", "Copies and stories: group articles, compare pairs, merge and split by hand, evaluate with what was decided.")
    {
        StoriesGroup.Create(),
        StoriesCompare.Create(),
        StoriesList.Create(),
        StoriesMerge.Create(),
        StoriesSplit.Create(),
        StoriesLabel.Create(),
        StoriesLabels.Create(),
        StoriesSweep.Create(),
    };
}
