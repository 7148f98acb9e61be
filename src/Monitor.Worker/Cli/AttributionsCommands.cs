using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Actors;
using Monitor.Articles;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Attributions;
using Monitor.Storage;
using Monitor.Stories;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli;

/// <summary>monitor attributions: who accuses whom of what in articles, and why the detector says so.</summary>
public static class AttributionsCommands
{
    public static Command Create() => new("attributions", "Who accuses whom of what.")
    {
        Find(),
        Explain(),
        AttributionsExport.Create(),
        AttributionJudgeCommands.List(),
        AttributionJudgeCommands.Show(),
        AttributionJudgeCommands.Reject(),
        AttributionJudgeCommands.Reinstate(),
    };

    private static Option<string?> SpeaksFor() => new("--speaks-for")
    {
        Description = "The actor that the outlets speak for: \"we\" and \"the Department\" then mean it.",
        HelpName = "ACTOR",
    };

    private static Command Find()
    {
        var (articles, config, json, speaksFor) = (SharedOptions.ArticleFiles(), SharedOptions.Config(), SharedOptions.Json(), SpeaksFor());
        var command = new Command("find", "Find the attributions of each article, and which of them are news.") { articles, config, json, speaksFor };
        command.SetAction(parsed =>
        {
            var reader = ArticleReader.Load(parsed.GetValue(config), parsed.GetValue(speaksFor));
            var events = new FileEvents(reader.Actors, new StoriesOptions());
            var found = new List<Found>();
            foreach (var article in ArticleFile.Read(parsed.GetRequiredValue(articles)))
            {
                var text = TokenizedText.Of(article.Title, article.Text);
                var statements = reader.Detect(text, article);
                var news = events.Add(article, text, statements);
                found.AddRange(statements.Select((one, index) => new Found(article.Id, one, one.Evidence.Of(text.Value), news[index].Evidence, news[index].News)));
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
                    Console.WriteLine($"{one.Article}  {Told(one.Statement)}{(one.News is { } kind ? $"  [news: {kind}]" : "")}");
                    Console.WriteLine($"    {one.Quote.ReplaceLineEndings(" ")}");
                }
            }
        });
        return command;
    }

    private sealed record Found(string Article, Statement Statement, string Quote, Evidence? Event, NewsKind? News);

    private static Command Explain()
    {
        var article = new Argument<string>("ARTICLE|FILE") { Description = "The number of an article in the database, a file of articles (JSON Lines) or of plain text; - reads a text from standard input." };
        var language = new Option<string?>("--language") { Description = "The language of a plain text (BCP 47, default en)." };
        var (config, speaksFor, database) = (SharedOptions.Config(), SpeaksFor(), new CommandDatabase());
        var command = new Command("explain", "Sentence by sentence: who was recognised, what fired, what vetoed.") { article, config, language, speaksFor };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(article);
            if (!File.Exists(name) && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                await ExplainStoredAsync(id, await database.OpenAsync(parsed, cancellationToken), parsed.GetValue(config), parsed.GetValue(speaksFor), cancellationToken);
                return;
            }

            var reader = ArticleReader.Load(parsed.GetValue(config), parsed.GetValue(speaksFor));
            foreach (var line in Articles(name, parsed.GetValue(language)))
            {
                Print(reader, line);
            }
        });
        return command;
    }

    /// <summary>An article as the worker reads it: with the database's actors and cues, and for whom its outlet speaks.</summary>
    private static async Task ExplainStoredAsync(long id, MonitorDbContextFactory contexts, string? config, string? speaksFor, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Set<Article>().AsNoTracking().FirstOrDefaultAsync(article => article.Id == id, cancellationToken) is not { } stored)
        {
            throw new CommandFailure($"there is no article {id} in {contexts.Address}");
        }

        var folder = SharedOptions.ConfigFolder(config);
        var tagger = await CurrentTagger.LoadAsync(db, folder, cancellationToken);
        speaksFor ??= await db.Set<Monitor.Feeds.Outlet>().Where(outlet => outlet.Name == stored.Outlet).Select(outlet => outlet.SpeaksFor).FirstOrDefaultAsync(cancellationToken);
        using var detectors = new CurrentDetector(folder);
        Print(
            new ArticleReader(tagger, await detectors.GetAsync(db, tagger, cancellationToken), speaksFor),
            new ArticleLine(id.ToString(CultureInfo.InvariantCulture), stored.Outlet, stored.Url, stored.Title, stored.Text, stored.PublishedAt, stored.Language));
    }

    private static void Print(ArticleReader reader, ArticleLine line)
    {
        Console.WriteLine($"== {line.Id}  {line.Title}");
        var text = line.Title.Length == 0 ? TokenizedText.Of(line.Text) : TokenizedText.Of(line.Title, line.Text);
        foreach (var sentence in reader.Explain(text, line))
        {
            Print(sentence, text);
        }
    }

    private static IEnumerable<ArticleLine> Articles(string path, string? language)
    {
        if (path == "-")
        {
            return [Plain("-", Console.In.ReadToEnd(), language)];
        }

        if (!File.Exists(path))
        {
            throw new CommandFailure($"there is no file {Path.GetFullPath(path)}, and an article of the database is named by its number", CommandFailure.WrongUsage);
        }

        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? ArticleFile.Read(path) : [Plain(path, File.ReadAllText(path), language)];
    }

    private static ArticleLine Plain(string id, string text, string? language) => new(id, "", null, "", text, null, language);

    private static void Print(SentenceExplanation sentence, TokenizedText text)
    {
        Console.WriteLine(sentence.Sentence.Of(text.Value).ReplaceLineEndings(" "));
        if (sentence.Parties.Count > 0)
        {
            Console.WriteLine($"    parties: {string.Join("; ", sentence.Parties)}");
        }

        foreach (var outcome in sentence.Outcomes)
        {
            if (outcome.Statement is not { } statement)
            {
                Console.WriteLine($"    - {outcome.Cue}: {outcome.Outcome}");
                continue;
            }

            Console.WriteLine($"    + {outcome.Cue}: {Told(statement)}");
            var parts = statement.ScoreParts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Reason} {part.Value:+0.00;-0.00}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      rule {statement.Rule} version {statement.RuleVersion}, score {statement.Score:0.00} = {string.Join(", ", parts)}"));
        }
    }

    /// <summary>A statement in words: "country:US > country:CN: hacking (intrusion, official, past)".</summary>
    private static string Told(Statement statement)
    {
        string?[] notes =
        [
            statement.ActClass, JsonName(statement.Strength), statement.Past ? "past" : null,
            statement.Polarity is Polarity.Asserted ? null : JsonName(statement.Polarity), statement.Hedged ? "hedged" : null, statement.Retraction ? "retraction" : null,
        ];
        return $"{string.Join(", ", statement.Accusers)} > {statement.Accused ?? "-"}: {statement.Act.ReplaceLineEndings(" ")} ({string.Join(", ", notes.Where(note => note is not null))})";
    }

    private static string JsonName<TEnum>(TEnum value)
        where TEnum : struct, Enum => Config.ConfigNode.NameOf(value);

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
        incident = found.Statement.Incident is { } name ? new { target = (string?)null, place = (string?)null, name, means = (string?)null } : null,
        found.Statement.Victims,
        found.Statement.Strength,
        found.Statement.Past,
        found.Statement.Polarity,
        found.Statement.Hedged,
        found.Statement.Speaker,
        found.Statement.RespondsTo,
        found.Statement.Retraction,
        evidence = new { found.Statement.Evidence.Start, found.Statement.Evidence.End, text = found.Quote },
        found.Statement.Rule,
        found.Statement.RuleVersion,
        found.Statement.Score,
    };

    /// <summary>The production stages that lead from an article to its statements.</summary>
    private sealed class ArticleReader(Tagger tagger, AttributionDetector detector, string? speaksFor)
    {
        public static ArticleReader Load(string? configFolder, string? speaksFor)
        {
            var folder = SharedOptions.ConfigFolder(configFolder);
            var tagger = Tagger.Load(folder, SharedOptions.PatternsAllowed());
            return speaksFor is null || tagger.Actors.Find(speaksFor) is not null
                ? new ArticleReader(tagger, AttributionDetector.Load(folder, tagger.Actors), speaksFor)
                : throw new CommandFailure($"--speaks-for: there is no actor {speaksFor}", CommandFailure.WrongUsage);
        }

        public ActorBook Actors => tagger.Actors;

        public IReadOnlyList<Statement> Detect(TokenizedText text, ArticleLine article) =>
            detector.Detect(text, Tags(text, article), Voice(article), article.Published, article.Language);

        public IReadOnlyList<SentenceExplanation> Explain(TokenizedText text, ArticleLine article) =>
            detector.Explain(text, Tags(text, article), Voice(article), article.Published, article.Language);

        private OutletVoice Voice(ArticleLine article) => OutletVoice.Of(tagger, article.Outlet, article.SpeaksFor ?? speaksFor);

        private ArticleTags Tags(TokenizedText text, ArticleLine article) => tagger.Tag(text, article.Outlet, article.Url, article.Language, article.Published);
    }
}
