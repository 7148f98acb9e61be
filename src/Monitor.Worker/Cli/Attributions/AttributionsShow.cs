using System.CommandLine;
using Monitor.Alerts;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Summaries;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Cli.Attributions;

/// <summary><c>monitor attributions show</c>: one attribution event with all its evidence, and who was told of it.</summary>
internal static class AttributionsShow
{
    public static Command Create()
    {
        var (config, json, database, number) = (SharedOptions.Config(), SharedOptions.Json(), new CommandDatabase(), Event());
        var command = new Command("show", "An attribution event: who accuses how strongly, all evidence with its number, who was told of it and who was "
            + "not, and why.") { number, config, json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var summaries = await StoredActors.SummariesAsync(db, parsed.GetValue(config), cancellationToken);
            var view = await db.EventViewAsync(parsed.GetValue(number), cancellationToken)
                ?? throw new CommandFailure($"there is no attribution event {parsed.GetValue(number)}; 'monitor attributions list' lists them");
            var reasons = await new AlertReasons(summaries).OfEventAsync(db, view.Event.Id, cancellationToken);
            if (parsed.GetValue(json))
            {
                using var output = new JsonLines();
                output.Write(EventShape.Of(view, summaries, reasons));
                return;
            }

            Print(summaries, view, reasons);
        });
        return command;
    }

    private static void Print(EventSummaries summaries, EventView view, IReadOnlyList<AlertReason> reasons)
    {
        Console.WriteLine($"{view.Event.Id}  {EventWords.Headline(summaries.Of(view, []))}");
        Console.WriteLine($"    {view.Event.Key}, since {view.Event.StartAt:u}, {EventWords.Count(view.IndependentReports, "independent report")}, "
            + $"{EventWords.Count(view.Copies, "copy")}");
        if (IncidentWords.Of(view.About) is { } about)
        {
            Console.WriteLine($"    what happened: {about}");
        }

        if (view.Event.TiedToId is { } tied)
        {
            Console.WriteLine($"    speaks of event {tied}");
        }

        foreach (var tie in view.Ties)
        {
            Console.WriteLine($"    {tie.Id} speaks of it: {tie.Key}, since {tie.StartAt:u}");
        }

        foreach (var accuser in view.Accusers)
        {
            var conflict = accuser.Conflict is { } careful
                ? $"; {careful.Article?.Outlet} differs: {EventWords.Strength(careful.Strength)} ({careful.Id})"
                : "";
            Console.WriteLine($"    {accuser.Actor}: {EventWords.Strength(accuser.Strongest.Strength)}{conflict}");
        }

        Console.WriteLine("evidence");
        foreach (var one in view.Evidence)
        {
            var notes = $"{(one.IsCopy ? ", in a copy" : "")}{(one.RejectedAt is null ? "" : $", rejected by {one.RejectedBy}")}";
            Console.WriteLine($"    {one.Id,6}  {one.PublishedAt:u}  {one.Article?.Outlet}: {string.Join(", ", one.Accusers)}, "
                + $"{one.Kind.ToString().ToLowerInvariant()}, {EventWords.Strength(one.Strength)}{notes}");
            Console.WriteLine($"            {one.Quote.ReplaceLineEndings(" ")}");
            if (IncidentWords.Of(one.Statement.Incident) is { } named)
            {
                Console.WriteLine($"            names {named}");
            }
        }

        Console.WriteLine("alerts");
        if (reasons.Count == 0)
        {
            Console.WriteLine("    none: nothing of it is news, because a feed listed it when it was first polled, or tagging again or an import brought it");
        }

        foreach (var one in reasons)
        {
            var until = one.At is { } at ? $" ({at:u})" : "";
            Console.WriteLine($"    news {one.NewsId} ({one.News.ToString().ToLowerInvariant()}), "
                + $"{one.Subscriber}{(one.Channel.Length > 0 ? $" by {one.Channel}" : "")}: {one.State}: {one.Reason}{until}");
        }
    }

    private static Argument<long> Event() => new("EVENT") { Description = "The number of an attribution event, as 'monitor attributions list' shows it." };
}
