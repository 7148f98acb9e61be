using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.AttributionEvents.Summaries;
using Monitor.Storage;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor attributions list|show|reject|reinstate</c>: the attribution events of the database, and an analyst's word on them.</summary>
internal static class AttributionJudgeCommands
{
    private const int EventsMax = 50;

    public static Command List()
    {
        var (config, json, database) = (SharedOptions.Config(), SharedOptions.Json(), new CommandDatabase());
        var command = new Command("list", $"The attribution events of the database, the {EventsMax} changed last.") { config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            foreach (var id in await db.StandingEvents().Select(one => one.Id).Take(EventsMax).ToListAsync(cancellationToken))
            {
                var view = (await db.EventViewAsync(id, cancellationToken))!;
                var headline = EventWords.Headline(summaries.Of(view, []));
                output?.Write(new { @event = id, view.Event.Key, view.Event.StartAt, headline, view.IndependentReports, view.Copies });
                if (output is null)
                {
                    Console.WriteLine($"{id,6}  {view.Event.StartAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {headline}");
                }
            }
        });
        return command;
    }

    public static Command Show()
    {
        var (config, json, database, number) = (SharedOptions.Config(), SharedOptions.Json(), new CommandDatabase(), Event());
        var command = new Command("show", "An attribution event: who accuses how strongly, all evidence with its number, who was told of it and who was not, and why.") { number, config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            var view = await db.EventViewAsync(parsed.GetValue(number), cancellationToken)
                ?? throw new CommandFailure($"there is no attribution event {parsed.GetValue(number)}; 'monitor attributions list' lists them");
            var reasons = await new AlertReasons(summaries).OfEventAsync(db, view.Event.Id, cancellationToken);
            if (parsed.GetValue(json))
            {
                using var output = new JsonLines();
                output.Write(new
                {
                    @event = view.Event.Id,
                    view.Event.Key,
                    view.Event.StartAt,
                    headline = EventWords.Headline(summaries.Of(view, [])),
                    accusers = view.Accusers.Select(accuser => new { accuser.Actor, accuser.Strongest.Strength, conflict = accuser.Conflict?.Id }),
                    evidence = view.Evidence.Select(one => new { attribution = one.Id, one.Kind, one.Strength, one.Accusers, one.Article!.Outlet, one.PublishedAt, one.CopyGroup, one.IsCopy, one.RejectedBy, one.Quote, one.Statement.Rule }),
                    alerts = reasons,
                });
                return;
            }

            Print(summaries, view, reasons);
        });
        return command;
    }

    public static Command Reject()
    {
        var author = new Option<string>("--author") { Description = "Who says so (default: the name you are signed in with).", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };
        return Judging(
            "reject",
            "Say that an attribution is wrong, with its copies: it counts for nothing, and those who were told get a correction, once.",
            [author],
            (db, register, id, parsed, stop) => db.RejectAsync(register, id, parsed.GetRequiredValue(author), TimeProvider.System.GetUtcNow(), stop),
            done => done.Corrections == 0
                ? "rejected; other evidence stands for what it states, or nobody could have been told, so there is no correction"
                : $"rejected; {EventWords.Count(done.Corrections, "fact")} withdrawn, those who were told get a correction");
    }

    public static Command Reinstate() => Judging(
        "reinstate",
        "Take a rejection back. Nothing of it is news.",
        [],
        (db, register, id, _, stop) => db.ReinstateAsync(register, id, stop),
        _ => "counts again");

    private static Command Judging(
        string verb,
        string help,
        IReadOnlyList<Option> options,
        Func<MonitorDbContext, AttributionRegister, long, ParseResult, CancellationToken, Task<AttributionJudgement>> judge,
        Func<AttributionJudgement.Recorded, string> words)
    {
        var (config, database) = (SharedOptions.Config(), new CommandDatabase());
        var number = new Argument<long>("ATTRIBUTION") { Description = "Its number, as 'monitor attributions show EVENT' and the event's page show it." };
        var command = new Command(verb, help) { number, config };
        options.ToList().ForEach(command.Options.Add);
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var register = new AttributionRegister(ActorRoots.Of(await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken)));
            var id = parsed.GetValue(number);
            if (await judge(db, register, id, parsed, cancellationToken) is not AttributionJudgement.Recorded recorded)
            {
                throw new CommandFailure($"there is no attribution {id}; 'monitor attributions show EVENT' shows their numbers");
            }

            Console.WriteLine($"attribution {id}: {words(recorded)}");
        });
        return command;
    }

    private static void Print(EventSummaries summaries, EventView view, IReadOnlyList<AlertReason> reasons)
    {
        Console.WriteLine($"{view.Event.Id}  {EventWords.Headline(summaries.Of(view, []))}");
        Console.WriteLine($"    {view.Event.Key}, since {view.Event.StartAt:u}, {EventWords.Count(view.IndependentReports, "independent report")}, {EventWords.Count(view.Copies, "copy")}");
        foreach (var accuser in view.Accusers)
        {
            var conflict = accuser.Conflict is { } careful ? $"; {careful.Article?.Outlet} differs: {EventWords.Strength(careful.Strength)} ({careful.Id})" : "";
            Console.WriteLine($"    {accuser.Actor}: {EventWords.Strength(accuser.Strongest.Strength)}{conflict}");
        }

        Console.WriteLine("evidence");
        foreach (var one in view.Evidence)
        {
            var notes = $"{(one.IsCopy ? ", in a copy" : "")}{(one.RejectedAt is null ? "" : $", rejected by {one.RejectedBy}")}";
            Console.WriteLine($"    {one.Id,6}  {one.PublishedAt:u}  {one.Article?.Outlet}: {string.Join(", ", one.Accusers)}, {one.Kind.ToString().ToLowerInvariant()}, {EventWords.Strength(one.Strength)}{notes}");
            Console.WriteLine($"            {one.Quote.ReplaceLineEndings(" ")}");
        }

        Console.WriteLine("alerts");
        if (reasons.Count == 0)
        {
            Console.WriteLine("    none: nothing of it is news, because a feed listed it when it was first polled, or tagging again or an import brought it");
        }

        foreach (var one in reasons)
        {
            var until = one.At is { } at ? $" ({at:u})" : "";
            Console.WriteLine($"    news {one.NewsId} ({one.News.ToString().ToLowerInvariant()}), {one.Subscriber}{(one.Channel.Length > 0 ? $" by {one.Channel}" : "")}: {one.State}: {one.Reason}{until}");
        }
    }

    private static Argument<long> Event() => new("EVENT") { Description = "The number of an attribution event, as 'monitor attributions list' shows it." };

    private static async Task<EventSummaries> SummariesAsync(MonitorDbContext db, string? configFolder, CancellationToken cancellationToken) =>
        new(new ActorLabels(await StoredActors.LoadAsync(db, configFolder, cancellationToken)));
}
