using System.CommandLine;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli;

/// <summary>monitor rules: look over the rules, try one before it is saved, see why it hits.</summary>
public static class RulesCommands
{
    public static Command Create() => new("rules", "Topics' rules: check, try, explain, backtest, label, undo, retag; 'monitor rules --help' has the grammar.")
    {
        Check(), Try(), Explain(), RuleBenchCommands.Backtest(), RuleBenchCommands.Label(), RuleBenchCommands.Undo(), RetagCommand.Create(),
    };

    private static Command Check()
    {
        var folder = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "The config folder (default: ./config, else the bundle beside the program)." };
        var command = new Command("check", "Check actors.yaml and topics.yaml: faults, pinned examples, advice. Fails on faults and broken examples.") { folder };
        command.SetAction(parsed =>
        {
            var tagger = Tagger.Load(SharedOptions.ConfigFolder(parsed.GetValue(folder)), SharedOptions.PatternsAllowed());
            var broken = RuleChecks.BrokenExamples(tagger);
            foreach (var example in broken)
            {
                Console.Error.WriteLine(example);
            }

            var advice = RuleChecks.Advice(tagger);
            foreach (var line in advice)
            {
                Console.WriteLine(line);
            }

            Console.WriteLine($"{tagger.Rules.Rules.Count} rules, {tagger.Actors.Actors.Count} actors, {tagger.PhraseCount} phrases; "
                + $"{broken.Count} broken examples, {advice.Count} pieces of advice");
            return broken.Count == 0 ? 0 : CommandFailure.Failed;
        });
        return command;
    }

    private static Command Try()
    {
        var expression = new Argument<string>("EXPRESSION") { Description = "The rule, in single quotes for the shell." };
        var articles = new Argument<string[]>("ARTICLES.jsonl") { Arity = ArgumentArity.ZeroOrMore, Description = "Articles to try it on; without, the expression is only checked." };
        var suppress = new Option<string[]>("--suppress") { Description = "A phrase that vetoes hits; may be given several times." };
        var config = SharedOptions.Config();
        var json = SharedOptions.Json();
        var command = new Command("try", "Try an expression: what it means, and what it hits in articles.") { expression, articles, suppress, config, json };
        command.SetAction(parsed =>
        {
            var bench = RuleTrial.Tagger(SharedOptions.ConfigFolder(parsed.GetValue(config)), parsed.GetValue(expression)!, parsed.GetValue(suppress) ?? []);
            var files = parsed.GetValue(articles) ?? [];
            if (parsed.GetValue(json))
            {
                WriteJson(bench, files);
            }
            else
            {
                WriteText(bench, files);
            }
        });
        return command;
    }

    private static Command Explain()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var articles = SharedOptions.ArticleFiles();
        var id = new Option<string?>("--article") { Description = "Only the article with this id.", HelpName = "ID" };
        var config = SharedOptions.Config();
        var command = new Command("explain", "Show how each part of a rule fares on articles: what matched and what vetoed.") { rule, articles, id, config };
        command.SetAction(parsed =>
        {
            var tagger = Tagger.Load(SharedOptions.ConfigFolder(parsed.GetValue(config)), SharedOptions.PatternsAllowed());
            var name = parsed.GetValue(rule)!;
            if (tagger.Rules.Find(name) is null)
            {
                var nearest = Suggestion.Nearest(name, tagger.Rules.Rules.Select(known => known.Id));
                throw new CommandFailure($"there is no rule {name}" + (nearest is null ? "" : $"; did you mean {nearest}?"), CommandFailure.WrongUsage);
            }

            foreach (var article in ArticleFile.Read(parsed.GetValue(articles)!).Where(article => parsed.GetValue(id) is not { } wanted || article.Id == wanted))
            {
                WriteExplanation(tagger, name, article);
            }
        });
        return command;
    }

    private static void WriteText(Tagger tagger, string[] files)
    {
        Console.WriteLine($"reads as: {tagger.Rules.Rules[^1].Definition.When.Root}");
        var (hit, all) = (0, 0);
        foreach (var article in files.Length == 0 ? [] : ArticleFile.Read(files))
        {
            all++;
            var (text, topic) = RuleTrial.Hit(tagger, article);
            if (topic is null)
            {
                continue;
            }

            hit++;
            Console.WriteLine($"{article.Id}  {article.Title}");
            foreach (var sentence in RuleTrial.Sentences(text, topic))
            {
                Console.WriteLine($"    {sentence}");
            }
        }

        if (files.Length > 0)
        {
            Console.WriteLine($"{hit} of {all} articles hit");
        }
    }

    private static void WriteJson(Tagger tagger, string[] files)
    {
        using var output = new JsonLines();
        foreach (var article in files.Length == 0 ? [] : ArticleFile.Read(files))
        {
            var (_, topic) = RuleTrial.Hit(tagger, article);
            if (topic is not null)
            {
                output.Write(new { article.Id, hits = topic.Hits.Select(hit => new { hit.Start, hit.End }) });
            }
        }
    }

    private static void WriteExplanation(Tagger tagger, string rule, ArticleLine article)
    {
        var text = TokenizedText.Of(article.Title, article.Text);
        var explanation = tagger.Explain(rule, text, article.Outlet, article.Url, article.Language, article.Published);
        Console.WriteLine($"{article.Id}  {article.Title}\n  {(explanation.Holds ? "holds" : "does not hold")} (rule {rule}, version {explanation.Rule.Version})");
        foreach (var part in explanation.Parts)
        {
            var words = part.Hits.Take(5).Select(hit => Tagger.SpanOf(text, hit).Of(text.Value));
            Console.WriteLine($"  {new string(' ', part.Depth * 2)}{(part.Holds ? "+" : "-")} {part.Expression}{(part.Hits.Count > 0 ? $"   {part.Hits.Count}: {string.Join(" / ", words)}" : "")}");
        }

        foreach (var veto in explanation.Vetoes)
        {
            Console.WriteLine($"  vetoed by: {Tagger.SpanOf(text, veto).Of(text.Value)}");
        }
    }
}
