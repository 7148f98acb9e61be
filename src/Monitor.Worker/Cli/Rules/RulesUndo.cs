using System.CommandLine;
using Monitor.Config;
using Monitor.Tagging;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules undo</c>: what a rule was before its last change.</summary>
internal static class RulesUndo
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var author = SharedOptions.Author();
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "undone" };
        var config = SharedOptions.Config();
        var database = new CommandDatabase();
        var command = new Command("undo", "Bring back what a rule was before its last change, as a new version.") { rule, author, reason, config };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var id = parsed.GetValue(rule)!;
            var change = await ConfigStore.UndoingAsync(db, RuleFile.FileName, RuleFile.ItemOf(id), cancellationToken)
                ?? throw new CommandFailure($"the database holds no rule {id}");
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ConfigStore.WriteAsync(
                db, [change], parsed.GetValue(author)!, parsed.GetValue(reason)!, TimeProvider.System.GetUtcNow(), isFromFolder: false, cancellationToken);
            var broken = RuleChecks.BrokenExamples(
                await CurrentTagger.LoadAsync(db, SharedOptions.ConfigFolder(parsed.GetValue(config)), cancellationToken, SharedOptions.PatternsAllowed()), id);
            if (broken.Count > 0)
            {
                throw new CommandFailure("not undone, for pinned examples would break:\n" + string.Join('\n', broken));
            }

            await transaction.CommitAsync(cancellationToken);
            Results.Say(
                parsed, change.After is null ? $"{id} is removed again" : $"{id} is again:\n{change.After}",
                new { Rule = id, IsRemoved = change.After is null });
        });
        return command;
    }
}
