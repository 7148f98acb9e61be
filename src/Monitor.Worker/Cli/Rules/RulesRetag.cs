using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Pipeline;
using Monitor.Tagging;
using Monitor.Text;

namespace Monitor.Worker.Cli.Rules;

/// <summary><c>monitor rules retag</c>: tags stored articles again after a change, now instead of at the worker's leisure.</summary>
internal static class RulesRetag
{
    /// <summary>How often to look while another worker is at it.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "All articles, however old." };
        var days = new Option<int?>("--days")
        {
            Description = "Articles that appeared within so many days (default: Rules:TagAgainDays of the settings).",
            HelpName = "N",
        };
        var percent = new Option<int>("--percent") { Description = "How much of one processor may be used, 1 to 100.", DefaultValueFactory = _ => 100 };
        percent.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
            {
                result.AddError("--percent: 1 to 100 is expected");
            }
        });
        var config = SharedOptions.Config();
        var database = new CommandDatabase();
        var command = new Command(
            "retag", "Tag stored articles again whose tags were made before the last change of rules or actors. Nothing of it is news. Ctrl-C stops; the next "
                + "time goes on from there.")
        {
            all, days, percent, config,
        };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = database.Settings(parsed);
            var options = settings.GetSection(RulesOptions.Section).Get<RulesOptions>() ?? new RulesOptions();
            var folder = SharedOptions.ConfigFolder(parsed.GetValue(config));
            var contexts = await CommandDatabase.OpenToReadAsync(settings, cancellationToken);
            var since = parsed.GetValue(all)
                ? DateTimeOffset.UnixEpoch
                : TimeProvider.System.GetUtcNow().AddDays(-(parsed.GetValue(days) ?? options.TagAgainDays));
            using var taggers = new CurrentTagger(() => Tagger.Load(folder, options.PatternsAllowed), options.PatternsAllowed);
            using var tagAgain = new TagAgainRun(contexts, taggers, options, TimeProvider.System, NullLogger<TagAgainRun>.Instance);
            var done = await RunAsync(tagAgain, since, parsed.GetValue(percent), cancellationToken);
            Results.Say(parsed, $"tagged {EnglishCount.Of(done, "article")} again", new { Articles = done });
        });
        return command;
    }

    private static async Task<int> RunAsync(TagAgainRun tagAgain, DateTimeOffset since, int percent, CancellationToken cancellationToken)
    {
        using var progress = new Progress();
        var done = 0;
        while (true)
        {
            done += (await tagAgain.RunAsync(since, percent, progress, cancellationToken)).Counts["articles"];
            var left = await tagAgain.LeftAsync(since, cancellationToken);
            if (left == 0)
            {
                return done;
            }

            // A worker holds the lease; it does its days, and what is left then is ours.
            progress.Report(new TagAgainProgress(done, left));
            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    /// <summary>One line on a terminal that is written over; nothing where standard error goes to a file.</summary>
    private sealed class Progress : IProgress<TagAgainProgress>, IDisposable
    {
        private readonly bool _isShown = Results.MayDrawOnErrors;
        private bool _isBegun;

        public void Report(TagAgainProgress value)
        {
            if (_isShown)
            {
                _isBegun = true;
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{EnglishCount.Of(value.Done, "article")}, {value.Left} left   "));
            }
        }

        public void Dispose()
        {
            if (_isBegun)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
