using System.CommandLine;
using System.Text.Json;
using Monitor.Articles;
using Monitor.Backtests;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Cli;

/// <summary>monitor rules backtest and undo: what a change would do before it is saved, and taking one back.</summary>
internal static class RuleBenchCommands
{
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
            var judged = await LabelsAsync(contexts, draft.Id, parsed.GetValue(labels), cancellationToken);
            var test = new RuleBacktest(saved.Actors, saved.Rules, draft, before, judged, others, new Random(1));
            var since = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(parsed.GetValue(days));
            var isWhole = await RunAsync(test, contexts, files, since, cancellationToken);
            BacktestOutput.Write(test.Report(), draft.Id, isWhole, parsed.GetValue(json));
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
            var broken = RuleChecks.BrokenExamples(await CurrentTagger.LoadAsync(db, SharedOptions.ConfigFolder(parsed.GetValue(config)), cancellationToken, SharedOptions.PatternsAllowed()), id);
            if (broken.Count > 0)
            {
                throw new CommandFailure("not undone, for pinned examples would break:\n" + string.Join('\n', broken));
            }

            await transaction.CommitAsync(cancellationToken);
            Console.WriteLine(change.After is null ? $"{id} is removed again" : $"{id} is again:\n{change.After}");
        });
        return command;
    }

    public static Command Label()
    {
        var rule = new Argument<string>("RULE") { Description = "The rule's id." };
        var article = new Argument<long>("ARTICLE") { Description = "The article's number, as 'rules backtest' lists it." };
        var verdict = new Argument<string>("right|wrong") { Description = "Whether the rule's topic is right for the article." };
        verdict.AcceptOnlyFromAmong("right", "wrong");
        var author = new Option<string>("--author") { Description = "Who judges.", DefaultValueFactory = _ => Environment.UserName };
        var database = new CommandDatabase();
        var command = new Command("label", "Say whether a rule is right about an article; 'rules backtest' reckons its precision from these labels.") { rule, article, verdict, author };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var isKept = await RuleLabels.SetAsync(
                db, parsed.GetValue(rule)!, parsed.GetValue(article), parsed.GetValue(verdict) == "right", parsed.GetValue(author)!,
                TimeProvider.System.GetUtcNow(), cancellationToken);
            if (!isKept)
            {
                throw new CommandFailure($"the database holds no article {parsed.GetValue(article)}");
            }
        });
        return command;
    }

    /// <returns>Whether all articles were read; false when Ctrl-C came first.</returns>
    private static async Task<bool> RunAsync(
        RuleBacktest test, MonitorDbContextFactory? contexts, string[] files, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var progress = new BacktestOutput.Progress();
        if (contexts is null)
        {
            return await test.RunAsync(FromFiles(files), null, progress, cancellationToken);
        }

        await using var db = contexts.CreateDbContext();
        var expected = await StoredArticles.CountAsync(db, cancellationToken);
        return await test.RunAsync(StoredArticles.ReadAsync(contexts, since, test, cancellationToken), expected, progress, cancellationToken);
    }

    /// <summary>The labels of the database, with those of a file on top.</summary>
    private static async Task<IReadOnlyDictionary<string, bool>> LabelsAsync(
        MonitorDbContextFactory? contexts, string ruleId, string? file, CancellationToken cancellationToken)
    {
        var labels = Labels(file);
        if (contexts is not null)
        {
            await using var db = contexts.CreateDbContext();
            foreach (var (article, isRight) in await RuleLabels.OfRuleAsync(db, ruleId, cancellationToken))
            {
                labels.TryAdd(article, isRight);
            }
        }

        return labels;
    }

    private static async Task<Tagger> SavedAsync(MonitorDbContextFactory? contexts, string folder, CancellationToken cancellationToken)
    {
        if (contexts is null)
        {
            return Tagger.Load(folder, SharedOptions.PatternsAllowed());
        }

        await using var db = contexts.CreateDbContext();
        return await CurrentTagger.LoadAsync(db, folder, cancellationToken, SharedOptions.PatternsAllowed());
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

    private static async IAsyncEnumerable<BacktestArticle?> FromFiles(string[] files)
    {
        foreach (var line in ArticleFile.Read(files))
        {
            yield return new BacktestArticle(line.Id, line.Outlet, line.Url, line.Title, line.Text, line.Published, line.Language);
        }

        await Task.CompletedTask;
    }
}
