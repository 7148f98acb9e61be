using System.CommandLine;
using Monitor.Backtests;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules label</c>: whether a rule is right about an article.</summary>
internal static class RulesLabel
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var article = new Argument<long>("ARTICLE") { Description = "The article's number, as 'rules backtest' lists it." };
        var verdict = new Argument<string>("right|wrong") { Description = "Whether the rule's topic is right for the article." };
        verdict.AcceptOnlyFromAmong("right", "wrong");
        var author = SharedOptions.Author();
        var database = new CommandDatabase();
        var command = new Command("label", "Say whether a rule is right about an article; 'rules backtest' reckons its precision from these labels.")
        {
            rule, article, verdict, author,
        };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var isKept = await RuleLabels.SetAsync(
                db, parsed.GetValue(rule)!, parsed.GetValue(article), parsed.GetValue(verdict) == "right", parsed.GetValue(author)!,
                TimeProvider.System.GetUtcNow(), cancellationToken);
            if (!isKept)
            {
                throw new CommandFailure($"the database holds no article {parsed.GetValue(article)}");
            }

            Results.Say(
                parsed, $"{parsed.GetValue(rule)} is {parsed.GetValue(verdict)} about article {parsed.GetValue(article)}: noted",
                new { Rule = parsed.GetValue(rule), Article = parsed.GetValue(article), IsRight = parsed.GetValue(verdict) == "right" });
        });
        return command;
    }
}
