using System.CommandLine;
using System.Text.Json;
using Monitor.Articles;
using Monitor.Backtests;
using Monitor.Config;
using Monitor.Storage;
using Monitor.Tagging;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules backtest</c>: what a change would do, before it is saved.</summary>
internal static class RulesBacktest
{
    public static Command Create()
    {
        var rule = new Argument<string>("RULE|FILE") { Description = "A saved rule's id, or a YAML file with one topic: the draft." };
        var articles = new Option<string[]>("--articles")
        {
            Description = "Articles from files instead of the database.",
            HelpName = "ARTICLES.jsonl",
            AllowMultipleArgumentsPerToken = true,
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "Judged articles, one {\"id\",\"right\":true|false} a line: precision with its interval, and terms that separate.",
            HelpName = "FILE",
        };
        var days = new Option<int>("--days") { Description = "How far back the stored articles are read.", DefaultValueFactory = _ => 36_500 };
        var overlaps = new Option<bool>("--overlaps") { Description = "Also compare with all other rules (slower: every article is cut into words)." };
        var config = SharedOptions.Config();
        var json = SharedOptions.Json();
        var database = new CommandDatabase();
        var command = new Command("backtest", "Run a rule or a draft over stored articles: hits, gained and lost against the saved version, with sentences. "
            + "Ctrl-C stops and reports what was read.")
        {
            rule, articles, labels, days, overlaps, config, json,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var files = parsed.GetValue(articles) ?? [];
            var contexts = files.Length > 0 ? null : await database.OpenToReadAsync(parsed, cancellationToken);
            var saved = await SavedAsync(contexts, folder, cancellationToken);
            var (draft, before) = Draft(parsed.GetValue(rule)!, saved);
            var others = parsed.GetValue(overlaps) ? saved.Rules.Rules.Select(other => other.Id).Where(id => id != draft.Id).ToList() : [];
            var judged = await LabelsAsync(contexts, draft.Id, parsed.GetValue(labels), cancellationToken);
            var test = new RuleBacktest(saved.Actors, saved.Rules, draft, before, judged, others, new Random(1));
            var since = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(parsed.GetValue(days));
            var isWhole = await RunAsync(test, contexts, files, since, cancellationToken);
            BacktestOutput.Write(test.Report(await CopyGroupsAsync(contexts, test)), draft.Id, isWhole, parsed.GetValue(json));
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

    private static async Task<IReadOnlyDictionary<string, string>?> CopyGroupsAsync(MonitorDbContextFactory? contexts, RuleBacktest test)
    {
        if (contexts is null)
        {
            return null;
        }

        await using var db = contexts.CreateDbContext();
        return await RuleLabels.CopyGroupsAsync(db, test.DrawnIds, CancellationToken.None);
    }

    /// <summary>The labels of the database, with those of a file on top.</summary>
    private static async Task<JudgedArticles> LabelsAsync(
        MonitorDbContextFactory? contexts, string ruleId, string? file, CancellationToken cancellationToken)
    {
        var labels = Labels(file);
        if (contexts is null)
        {
            return JudgedArticles.None with { Labels = labels };
        }

        await using var db = contexts.CreateDbContext();
        var stored = await RuleLabels.OfRuleAsync(db, ruleId, cancellationToken);
        foreach (var (article, isRight) in stored.Labels)
        {
            labels.TryAdd(article, isRight);
        }

        return stored with { Labels = labels };
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
            yield return new BacktestArticle(line.Id, line.Outlet, line.Url, line.Title, line.Text, line.Published, line.Language, line.Author);
        }

        await Task.CompletedTask;
    }
}
