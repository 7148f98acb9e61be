using System.CommandLine;
using Monitor.Articles;
using Monitor.Tagging;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules try</c>: what an expression means, and what it hits.</summary>
internal static class RulesTry
{
    public static Command Create()
    {
        var expression = new Argument<string>("EXPRESSION") { Description = "The rule, in single quotes for the shell." };
        var articles = new Argument<string[]>("ARTICLES.jsonl")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Articles to try it on; without, the expression is only checked.",
        };
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
            Console.WriteLine($"{Results.Of(hit, all, "articles")} hit");
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
}
