using System.CommandLine;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules check</c>: faults, pinned examples and advice.</summary>
internal static class RulesCheck
{
    public static Command Create()
    {
        var folder = SharedOptions.Folder();
        var command = new Command(
            "check", "Check actors.yaml and topics.yaml: faults, pinned examples, advice. Fails on faults and broken examples.")
        {
            folder, SharedOptions.Json(),
        };
        command.SetAction(parsed =>
        {
            var config = SharedOptions.ConfigFolder(parsed.GetValue(folder));
            var tagger = Tagger.Load(config, SharedOptions.PatternsAllowed());
            var broken = RuleChecks.BrokenExamples(tagger);
            if (broken.Count > 0)
            {
                foreach (var fault in RuleFile.FaultsOf(ConfigNode.ReadFile(Path.Combine(config, RuleFile.FileName)), broken))
                {
                    Console.Error.WriteLine(fault);
                }
            }

            var advice = RuleChecks.Advice(tagger);
            if (!Results.AreJson(parsed))
            {
                advice.ToList().ForEach(Console.WriteLine);
            }

            Results.Say(parsed, $"{EnglishCount.Of(tagger.Rules.Rules.Count, "rule")}, {EnglishCount.Of(tagger.Actors.Actors.Count, "actor")}, "
                + $"{EnglishCount.Of(tagger.PhraseCount, "phrase")}; "
                + $"{EnglishCount.Of(broken.Count, "broken example")}, {EnglishCount.OfMany(advice.Count, "pieces of advice")}", new
                {
                    Rules = tagger.Rules.Rules.Count,
                    Actors = tagger.Actors.Actors.Count,
                    Phrases = tagger.PhraseCount,
                    BrokenExamples = broken.Count,
                    Advice = advice,
                });
            return broken.Count == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }
}
