using System.CommandLine;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Stories;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions find</c>: the statements of articles, and which of them are news.</summary>
internal static class AttributionsFind
{
    public static Command Create()
    {
        var (articles, config, json, speaksFor) = (SharedOptions.ArticleFiles(), SharedOptions.Config(), SharedOptions.Json(), DetectionStages.SpeaksFor());
        var command = new Command("find", "Find the attributions of each article, and which of them are news.") { articles, config, json, speaksFor };
        command.SetAction(parsed =>
        {
            var reader = DetectionStages.Load(parsed.GetValue(config), parsed.GetValue(speaksFor));
            var events = new FileEvents(reader.Actors, new StoriesOptions());
            var found = new List<Found>();
            foreach (var article in ArticleFile.Read(parsed.GetRequiredValue(articles)))
            {
                var text = TokenizedText.Of(article.Title, article.Text);
                var statements = reader.Detect(text, article);
                var news = events.Add(article, text, statements);
                found.AddRange(
                    statements.Select((one, index) => new Found(article.Id, one, one.Evidence.Of(text.Value), news[index].Evidence, news[index].News)));
            }

            // An article that stands late in a file may begin an event earlier: events have their names when all are in.
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            foreach (var one in found)
            {
                if (output is not null)
                {
                    output.Write(Line(one, events.EventOf(one.Event)));
                }
                else
                {
                    Console.WriteLine($"{one.Article}  {StatementLine.Of(one.Statement)}{(one.News is { } kind ? $"  [news: {kind}]" : "")}");
                    Console.WriteLine($"    {one.Quote.ReplaceLineEndings(" ")}");
                }
            }
        });
        return command;
    }

    private static object Line(Found found, string? ongoing) => new
    {
        found.Article,
        @event = ongoing,
        found.News,
        found.Statement.Accusers,
        found.Statement.AccuserCountry,
        found.Statement.Accused,
        found.Statement.AccusedCountry,
        found.Statement.Grain,
        found.Statement.Act,
        found.Statement.ActClass,
        found.Statement.Family,
        incident = IncidentLine.Of(found.Statement.Incident),
        found.Statement.Victims,
        found.Statement.Strength,
        found.Statement.Past,
        found.Statement.Polarity,
        found.Statement.Hedged,
        found.Statement.Likely,
        found.Statement.Speaker,
        found.Statement.RespondsTo,
        found.Statement.Retraction,
        evidence = new { found.Statement.Evidence.Start, found.Statement.Evidence.End, text = found.Quote },
        found.Statement.Rule,
        found.Statement.RuleVersion,
        found.Statement.Score,
    };

    private sealed record Found(string Article, Statement Statement, string Quote, Evidence? Event, NewsKind? News);
}
