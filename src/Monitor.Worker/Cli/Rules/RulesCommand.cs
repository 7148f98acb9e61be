using System.CommandLine;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules</c>: topics' rules, from a draft to taking one back.</summary>
internal static class RulesCommand
{
    public static Command Create() => new(
        "rules", "Topics' rules: list, check, try, explain, backtest, label, undo, retag; 'monitor rules --help' has the grammar.")
    {
        RulesList.Create(),
        RulesCheck.Create(),
        RulesTry.Create(),
        RulesExplain.Create(),
        RulesBacktest.Create(),
        RulesLabel.Create(),
        RulesUndo.Create(),
        RulesRetag.Create(),
    };
}
