using System.CommandLine;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules list</c>: the rules in force.</summary>
internal static class RulesList
{
    public static Command Create()
    {
        var (database, json, config) = (new CommandDatabase(), SharedOptions.Json(), SharedOptions.Config());
        var command = new Command("list", "The rules of the database, each with its version; those of the config folder where it holds none.") { config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var tagger = await CurrentTagger.LoadAsync(
                db, SharedOptions.ConfigFolder(parsed.GetValue(config)), cancellationToken, SharedOptions.PatternsAllowed());
            var rules = tagger.Rules.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
            if (parsed.GetValue(json))
            {
                using var lines = new JsonLines();
                var versions = (await ConfigStore.CurrentAsync(db, RuleFile.FileName, cancellationToken)).ToDictionary(version => version.Item);
                rules.ForEach(rule => lines.Write(RuleShape.Of(rule, versions.GetValueOrDefault(RuleFile.ItemOf(rule.Id)))));
                return;
            }

            var table = new Table().AddColumns("rule", "topic", "version", "when");
            rules.ForEach(rule => table.AddRow(
                new Cell(rule.Id), new Cell(rule.Name), new Cell($"{rule.Definition.Version}"), new Cell(Short(rule.Definition.When.Root.ToString()))));
            Results.Write(table);
        });
        return command;
    }

    private static string Short(string expression)
    {
        const int shownMax = 120;
        return expression.Length > shownMax ? $"{expression[..shownMax]}…" : expression;
    }
}
