using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Attributions;
using Monitor.Attributions.Learnt;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;
using Monitor.Text;
using Monitor.Worker.Json;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions explain</c>: sentence by sentence, what the detector made of it.</summary>
internal static class AttributionsExplain
{
    public static Command Create()
    {
        var article = new Argument<string>("ARTICLE|FILE")
        {
            Description = "The number of an article in the database, a file of articles (JSON Lines) or of plain text; - reads a text from standard input.",
        };
        var language = new Option<string?>("--language") { Description = "The language of a plain text (BCP 47, default en)." };
        var (config, speaksFor, database) = (SharedOptions.Config(), DetectionStages.SpeaksFor(), new CommandDatabase());
        var command = new Command("explain", "Sentence by sentence: who was recognised, what fired, what vetoed.")
        {
            article, config, language, speaksFor, SharedOptions.Json(),
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(article);
            if (!File.Exists(name) && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                await ExplainStoredAsync(
                    id, await database.OpenToReadAsync(parsed, cancellationToken), parsed.GetValue(config), parsed.GetValue(speaksFor),
                    Results.AreJson(parsed), cancellationToken);
                return;
            }

            var reader = DetectionStages.Load(parsed.GetValue(config), parsed.GetValue(speaksFor));
            foreach (var line in Articles(name, parsed.GetValue(language)))
            {
                Print(reader, line, Results.AreJson(parsed));
            }
        });
        return command;
    }

    /// <summary>An article as the worker reads it: with the database's actors and cues, and for whom its outlet speaks.</summary>
    private static async Task ExplainStoredAsync(
        long id, MonitorDbContextFactory contexts, string? config, string? speaksFor, bool json, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await db.Set<Articles.Article>().AsNoTracking().FirstOrDefaultAsync(article => article.Id == id, cancellationToken) is not { } stored)
        {
            throw new CommandFailure($"there is no article {id} in {contexts.Address}");
        }

        var folder = SharedOptions.ConfigFolder(config);
        var tagger = await CurrentTagger.LoadAsync(db, folder, cancellationToken);
        speaksFor ??= await db.Set<Feeds.Outlet>().Where(outlet => outlet.Name == stored.Outlet)
            .Select(outlet => outlet.SpeaksFor).FirstOrDefaultAsync(cancellationToken);
        using var detectors = new CurrentDetector(folder, TimeProvider.System);
        Print(
            new DetectionStages(tagger, await detectors.GetAsync(db, tagger, cancellationToken), speaksFor),
            new ArticleLine(
                id.ToString(CultureInfo.InvariantCulture), stored.Outlet, stored.Url, stored.Title, stored.Text, stored.PublishedAt, stored.Language),
            json);
    }

    private static IEnumerable<ArticleLine> Articles(string path, string? language)
    {
        if (path == "-")
        {
            return [Plain("-", Console.In.ReadToEnd(), language)];
        }

        if (!File.Exists(path))
        {
            throw new CommandFailure(
                $"there is no file {Path.GetFullPath(path)}, and an article of the database is named by its number", CommandFailure.WrongUsage);
        }

        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? ArticleFile.Read(path) : [Plain(path, File.ReadAllText(path), language)];
    }

    private static ArticleLine Plain(string id, string text, string? language) => new(id, "", null, "", text, null, language);

    private static void Print(DetectionStages reader, ArticleLine line, bool json)
    {
        var text = line.Title.Length == 0 ? TokenizedText.Of(line.Text) : TokenizedText.Of(line.Title, line.Text);
        if (json)
        {
            using var output = new JsonLines();
            reader.Explain(text, line).ToList().ForEach(sentence => output.Write(Line(line.Id, sentence, text)));
            return;
        }

        Console.WriteLine($"== {line.Id}  {line.Title}");
        foreach (var sentence in reader.Explain(text, line))
        {
            Print(sentence, text);
        }
    }

    private static object Line(string article, SentenceExplanation sentence, TokenizedText text) => new
    {
        Article = article,
        Sentence = new { sentence.Sentence.Start, sentence.Sentence.End, Text = sentence.Sentence.Of(text.Value) },
        sentence.Parties,
        Offices = sentence.Lessons.Select(lesson => new { lesson.Name, lesson.Office, Actor = lesson.Owner, lesson.Telling, lesson.BookHolder }),
        Cues = sentence.Outcomes.Select(outcome => new
        {
            outcome.Cue,
            outcome.Outcome,
            Statement = outcome.Statement is { } found ? StatementLine.Of(found) : null,
            outcome.Statement?.Rule,
            outcome.Statement?.RuleVersion,
            outcome.Statement?.Score,
            outcome.Statement?.ScoreParts,
        }),
    };

    private static void Print(SentenceExplanation sentence, TokenizedText text)
    {
        Console.WriteLine(sentence.Sentence.Of(text.Value).ReplaceLineEndings(" "));
        if (sentence.Parties.Count > 0)
        {
            Console.WriteLine($"    parties: {string.Join("; ", sentence.Parties)}");
        }

        foreach (var lesson in sentence.Lessons)
        {
            var telling = lesson.Telling is OfficeTelling.Holds ? "" : $" ({ConfigNode.NameOf(lesson.Telling)})";
            Console.WriteLine($"    office: {lesson.Name}, {lesson.Office} of {lesson.Owner}{telling}"
                + (lesson.BookHolder is { } holder ? $", by the book {holder}" : ""));
        }

        foreach (var outcome in sentence.Outcomes)
        {
            if (outcome.Statement is not { } statement)
            {
                Console.WriteLine($"    - {outcome.Cue}: {outcome.Outcome}");
                continue;
            }

            Console.WriteLine($"    + {outcome.Cue}: {StatementLine.Of(statement)}");
            var parts = statement.ScoreParts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Reason} {part.Value:+0.00;-0.00}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"      rule {statement.Rule} version {statement.RuleVersion}, score {statement.Score:0.00} = {string.Join(", ", parts)}"));
        }
    }
}
