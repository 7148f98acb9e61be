using System.CommandLine;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.Tagging;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Tags;

/// <summary><c>monitor tags find</c>: the actors and topics of each article.</summary>
internal static class TagsFind
{
    public static Command Create()
    {
        var articles = SharedOptions.ArticleFiles();
        var config = SharedOptions.Config();
        var json = SharedOptions.Json();
        var command = new Command("find", "Find the actors and topics of each article.") { articles, config, json };
        command.SetAction(parsed =>
        {
            var tagger = Tagger.Load(SharedOptions.ConfigFolder(parsed.GetValue(config)), SharedOptions.PatternsAllowed());
            var lines = ArticleFile.Read(parsed.GetValue(articles)!);
            if (parsed.GetValue(json))
            {
                WriteJson(tagger, lines);
            }
            else
            {
                WriteText(tagger, lines);
            }
        });
        return command;
    }

    private static void WriteJson(Tagger tagger, IEnumerable<ArticleLine> articles)
    {
        using var output = new JsonLines();
        foreach (var article in articles)
        {
            var tags = Tag(tagger, article);
            output.Write(new
            {
                article.Id,
                actors = Actors(tags).Select(actor => new
                {
                    actor.Key.Id,
                    actor.Key.Name,
                    kind = actor.Key.Kind,
                    hits = actor.Select(mention => new { mention.Span.Start, mention.Span.End, mention.Role, mention.Reading }),
                }),
                topics = tags.Topics.Select(topic => new
                {
                    id = topic.TopicId,
                    rule = topic.RuleId,
                    version = topic.RuleVersion,
                    hits = topic.Hits.Select(hit => new { hit.Start, hit.End }),
                }),
            });
        }
    }

    private static void WriteText(Tagger tagger, IEnumerable<ArticleLine> articles)
    {
        foreach (var article in articles)
        {
            var text = TokenizedText.Of(article.Title, article.Text);
            var tags = Tag(tagger, article);
            Console.WriteLine($"{article.Id}  {article.Title}");
            foreach (var actor in Actors(tags))
            {
                var words = actor.GroupBy(mention => mention.Span.Of(text.Value)).Select(word => $"{word.Key} ×{word.Count()}");
                Console.WriteLine($"  {actor.Key.Id,-28} {string.Join(", ", words)}");
            }

            foreach (var topic in tags.Topics)
            {
                Console.WriteLine($"  #{topic.TopicId,-27} {string.Join(", ", topic.Hits.Select(hit => hit.Of(text.Value)).Distinct())}");
            }
        }
    }

    private static ArticleTags Tag(Tagger tagger, ArticleLine article) =>
        tagger.Tag(TokenizedText.Of(article.Title, article.Text), article.Outlet, article.Url, article.Language, article.Published, article.Author);

    /// <summary>The actors in the order of their first mention. A capital that is only a place ("in Beijing") is no actor.</summary>
    private static IEnumerable<IGrouping<Actor, ActorMention>> Actors(ArticleTags tags) =>
        tags.Mentions.Where(mention => mention.Role is not AliasRole.Capital).GroupBy(mention => mention.Actor);
}
