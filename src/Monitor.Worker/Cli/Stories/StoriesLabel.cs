using System.CommandLine;
using Monitor.Stories.Copies;
using Monitor.Stories.Keeping;

namespace Monitor.Worker.Cli.Stories;

/// <summary><c>monitor stories label</c>: what a person says about two texts.</summary>
internal static class StoriesLabel
{
    private const string Undo = "undo";

    public static Command Create()
    {
        var first = new Argument<long>("ARTICLE") { Description = "An article of the database." };
        var second = new Argument<long>("OTHER") { Description = "The article compared with it." };
        var relation = new Argument<string>("RELATION") { Description = "copy, partial or none; undo takes back what was said." };
        relation.AcceptOnlyFromAmong("copy", "partial", "none", Undo);
        var reason = new Option<string>("--reason") { Description = "Why, for who comes later.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var command = new Command("label", "Say for good whether one article copies another, takes passages from it, or neither.")
        {
            first, second, relation, reason,
        };
        return StoryDeciding.Command(command, (db, parsed, author, stop) => parsed.GetRequiredValue(relation) is Undo
            ? db.UndoCopyLabelAsync(parsed.GetValue(first), parsed.GetValue(second), author, TimeProvider.System.GetUtcNow(), stop)
            : db.LabelCopyAsync(
                parsed.GetValue(first), parsed.GetValue(second), Enum.Parse<CopyRelation>(parsed.GetRequiredValue(relation), ignoreCase: true), author,
                parsed.GetRequiredValue(reason), TimeProvider.System.GetUtcNow(), stop));
    }
}
