using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Monitor.Rules;

namespace Monitor.Worker.Cli.Rules;

/// <summary>The usual help, and behind that of <c>monitor rules</c> the grammar of the rule language.</summary>
internal sealed class GrammarHelp(HelpAction listing) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var answer = listing.Invoke(parseResult);
        if (parseResult.CommandResult.Command.Name == "rules")
        {
            Console.WriteLine(RuleGrammar.Text);
        }

        return answer;
    }
}
