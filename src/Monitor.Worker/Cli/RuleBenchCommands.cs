using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Monitor.Articles;
using Monitor.Rules;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary>monitor rules backtest and undo: what a change would do before it is saved, and taking one back.</summary>
internal static class RuleBenchCommands
{
    private const int QueueArticles = 2_000;
    private const int ProgressEvery = 5_000;

    public static Command Backtest()
    {
        var rule = new Argument<string>("RULE|FILE") { Description = "A saved rule's id, or a YAML file with one topic: the draft." };
        var articles = new Option<string[]>("--articles") { Description = "Articles from files instead of the database.", HelpName = "ARTICLES.jsonl", AllowMultipleArgumentsPerToken = true };
        var labels = new Option<string?>("--labels") { Description = "Judged articles, one {\"id\",\"right\":true|false} a line: precision with its interval, and terms that separate.", HelpName = "FILE" };
        var days = new Option<int>("--days") { Description = "How far back the stored articles are read.", DefaultValueFactory = _ => 36_500 };
        var overlaps = new Option<bool>("--overlaps") { Description = "Also compare with all other rules (slower: every article is cut into words)." };
        var config = SharedOptions.Config();
        var json = SharedOptions.Json();
        var database = new CommandDatabase();
        var command = new Command("backtest", "Run a rule or a draft over stored articles: hits, gained and lost against the saved version, with sentences. Ctrl-C stops and reports what was read.")
        {
            rule, articles, labels, days, overlaps, config, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var files = parsed.GetValue(articles) ?? [];
            var contexts = files.Length > 0 ? null : await database.OpenAsync(parsed, cancellationToken);
            var saved = await SavedAsync(contexts, folder, cancellationToken);
            var (draft, before) = Draft(parsed.GetValue(rule)!, saved);
            var others = parsed.GetValue(overlaps) ? saved.Rules.Rules.Select(other => other.Id).Where(id => id != draft.Id).ToList() : [];
            var test = new RuleBacktest(saved.Actors, saved.Rules, draft, before, Labels(parsed.GetValue(labels)), others, new Random(1));
            var source = contexts is null
                ? FromFiles(files)
                : FromDatabase(contexts, TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(parsed.GetValue(days)), cancellationToken);
            var isWhole = await RunAsync(test, source, cancellationToken);
            Write(test.Report(), isWhole, parsed.GetValue(json));
        });
        return command;
    }

    public static Command Undo()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var author = new Option<string>("--author") { Description = "Who takes it back.", DefaultValueFactory = _ => Environment.UserName };
        var reason = new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "undone" };
        var config = SharedOptions.Config();
        var database = new CommandDatabase();
        var command = new Command("undo", "Bring back what a rule was before its last change, as a new version.") { rule, author, reason, config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var id = parsed.GetValue(rule)!;
            var change = await ConfigStore.UndoingAsync(db, RuleFile.FileName, RuleFile.ItemOf(id), cancellationToken)
                ?? throw new CommandFailure($"the database holds no rule {id}");
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ConfigStore.WriteAsync(
                db, [change], parsed.GetValue(author)!, parsed.GetValue(reason)!, TimeProvider.System.GetUtcNow(), isFromFolder: false, cancellationToken);
            var broken = RuleChecks.BrokenExamples(await CurrentTagger.LoadAsync(db, SharedOptions.ConfigFolder(parsed.GetValue(config)), cancellationToken), id);
            if (broken.Count > 0)
            {
                throw new CommandFailure("not undone, for pinned examples would break:\n" + string.Join('\n', broken));
            }

            await transaction.CommitAsync(cancellationToken);
            Console.WriteLine(change.After is null ? $"{id} is removed again" : $"{id} is again:\n{change.After}");
        });
        return command;
    }

    /// <returns>Whether all articles were read; false when Ctrl-C came first.</returns>
    private static async Task<bool> RunAsync(RuleBacktest test, IAsyncEnumerable<BacktestArticle> articles, CancellationToken cancellationToken)
    {
        // One thread reads the database, one matches.
        var queue = Channel.CreateBounded<BacktestArticle>(QueueArticles);
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var article in articles.WithCancellation(cancellationToken))
                    {
                        await queue.Writer.WriteAsync(article, cancellationToken);
                    }

                    queue.Writer.Complete();
                }
                catch (Exception fault)
                {
                    queue.Writer.Complete(fault);
                }
            },
            CancellationToken.None);
        var read = 0;
        try
        {
            await foreach (var article in queue.Reader.ReadAllAsync(cancellationToken))
            {
                test.Add(article);
                if (++read % ProgressEvery == 0 && !Console.IsErrorRedirected)
                {
                    await Console.Error.WriteAsync($"\r{read} articles");
                }
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            await reading;
            if (read >= ProgressEvery && !Console.IsErrorRedirected)
            {
                await Console.Error.WriteLineAsync();
            }
        }
    }

    private static async Task<Tagger> SavedAsync(MonitorDbContextFactory? contexts, string folder, CancellationToken cancellationToken)
    {
        if (contexts is null)
        {
            return Tagger.Load(folder);
        }

        await using var db = contexts.CreateDbContext();
        return await CurrentTagger.LoadAsync(db, folder, cancellationToken);
    }

    private static (TopicRule Draft, TopicRule? Saved) Draft(string ruleOrFile, Tagger saved)
    {
        if (!File.Exists(ruleOrFile))
        {
            var rule = saved.Rules.Find(ruleOrFile) ?? throw new CommandFailure($"there is neither a rule nor a file {ruleOrFile}", CommandFailure.WrongUsage);
            return (rule, rule);
        }

        var draft = RuleFile.ReadDraft(ConfigNode.ReadFile(ruleOrFile), saved.Actors, saved.Rules);
        return (draft, saved.Rules.Find(draft.Id));
    }

    private static Dictionary<string, bool> Labels(string? path)
    {
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in path is null ? [] : File.ReadLines(path))
        {
            number++;
            try
            {
                using var label = JsonDocument.Parse(line);
                labels[label.RootElement.GetProperty("id").GetString()!] = label.RootElement.GetProperty("right").GetBoolean();
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new CommandFailure($"{path}:{number}: {{\"id\",\"right\":true|false}} is expected");
            }
        }

        return labels;
    }

    private static async IAsyncEnumerable<BacktestArticle> FromFiles(string[] files)
    {
        foreach (var line in ArticleFile.Read(files))
        {
            yield return new BacktestArticle(line.Id, line.Outlet, line.Url, line.Title, line.Text, line.Published, line.Language);
        }

        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<BacktestArticle> FromDatabase(
        MonitorDbContextFactory contexts, DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var articles = db.Set<Article>().AsNoTracking().ReadSince(since)
            .Select(article => new { article.Id, article.Outlet, article.Url, article.Title, article.Text, article.AppearedAt, article.Language });
        await foreach (var article in articles.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new BacktestArticle(
                article.Id.ToString(CultureInfo.InvariantCulture), article.Outlet, article.Url, article.Title, article.Text, article.AppearedAt, article.Language);
        }
    }

    private static void Write(BacktestReport report, bool isWhole, bool asJson)
    {
        if (asJson)
        {
            using var output = new JsonLines();
            output.Write(report);
            return;
        }

        Console.WriteLine($"{report.Hits} of {report.Articles} articles hit; gained {report.Gained}, lost {report.Lost}{(isWhole ? "" : " (stopped early)")}");
        if (report.Hits == 0)
        {
            Console.WriteLine("advice: the rule hits nothing in these articles");
        }

        Console.WriteLine("per week: " + string.Join(", ", report.PerWeek.Select(week => $"{week.Key} {week.Value}")));
        Console.WriteLine("per outlet: " + string.Join(", ", report.PerOutlet.Take(20).Select(outlet => $"{outlet.Key} {outlet.Value}")));
        foreach (var overlap in report.Overlaps)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"overlap with {overlap.RuleId}: {overlap.Shared} of its {overlap.Other}, Jaccard {overlap.Jaccard:F2}{(overlap.Relation is null ? "" : $" ({overlap.Relation})")}"));
        }

        if (report.Precision is { } precision)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"precision {precision.Precision:F2} ({precision.Right} of {precision.Labelled} labelled hits), 95 % between {precision.Low:F2} and {precision.High:F2}"));
        }

        foreach (var term in report.Terms)
        {
            Console.WriteLine($"near {term.WrongHits} wrong hits and no right one: \"{term.Term}\"; try {term.Suggestion}");
        }

        WriteSample("gained", report.GainedSample);
        WriteSample("lost", report.LostSample);
    }

    private static void WriteSample(string what, IReadOnlyList<BacktestHit> sample)
    {
        foreach (var hit in sample)
        {
            Console.WriteLine($"{what}: {hit.Id}  {hit.Title}");
            foreach (var sentence in hit.Sentences)
            {
                Console.WriteLine($"    {sentence.ReplaceLineEndings(" ")}");
            }
        }
    }
}
