using System.CommandLine;
using Monitor.Articles;
using Monitor.Config;
using Monitor.Tagging;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules explain</c>: how each part of a rule fares on articles.</summary>
internal static class RulesExplain
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var articles = SharedOptions.ArticleFiles();
        var id = new Option<string?>("--article") { Description = "Only the article with this id.", HelpName = "ID" };
        var config = SharedOptions.Config();
        var command = new Command("explain", "Show how each part of a rule fares on articles: what matched and what vetoed.")
        {
            rule, articles, id, config, SharedOptions.Json(),
        };
        command.SetAction(parsed =>
        {
            var tagger = Tagger.Load(SharedOptions.ConfigFolder(parsed.GetValue(config)), SharedOptions.PatternsAllowed());
            var name = parsed.GetValue(rule)!;
            if (tagger.Rules.Find(name) is null)
            {
                var nearest = Suggestion.Nearest(name, tagger.Rules.Rules.Select(known => known.Id));
                throw new CommandFailure($"there is no rule {name}" + (nearest is null ? "" : $"; did you mean {nearest}?"), CommandFailure.WrongUsage);
            }

            foreach (var article in ArticleFile.Read(parsed.GetValue(articles)!)
                .Where(article => parsed.GetValue(id) is not { } wanted || article.Id == wanted))
            {
                Write(Results.AreJson(parsed), tagger, name, article);
            }
        });
        return command;
    }

    private static void Write(bool json, Tagger tagger, string rule, ArticleLine article)
    {
        var text = TokenizedText.Of(article.Title, article.Text);
        var explanation = tagger.Explain(rule, text, article.Outlet, article.Url, article.Language, article.Published, article.Author);
        if (json)
        {
            using var lines = new JsonLines();
            lines.Write(new
            {
                Article = article.Id,
                Rule = rule,
                explanation.Rule.Version,
                explanation.Holds,
                Parts = explanation.Parts.Select(part => new
                {
                    part.Depth,
                    part.Holds,
                    Expression = part.Expression.ToString(),
                    Hits = part.Hits.Select(hit => Tagger.SpanOf(text, hit)),
                }),
                Vetoes = explanation.Vetoes.Select(veto => Tagger.SpanOf(text, veto)),
            });
            return;
        }

        Console.WriteLine(
            $"{article.Id}  {article.Title}\n  {(explanation.Holds ? "holds" : "does not hold")} (rule {rule}, version {explanation.Rule.Version})");
        foreach (var part in explanation.Parts)
        {
            var words = part.Hits.Take(5).Select(hit => Tagger.SpanOf(text, hit).Of(text.Value));
            Console.WriteLine($"  {new string(' ', part.Depth * 2)}{(part.Holds ? "+" : "-")} "
                + $"{part.Expression}{(part.Hits.Count > 0 ? $"   {part.Hits.Count}: {string.Join(" / ", words)}" : "")}");
        }

        foreach (var veto in explanation.Vetoes)
        {
            Console.WriteLine($"  vetoed by: {Tagger.SpanOf(text, veto).Of(text.Value)}");
        }
    }
}
