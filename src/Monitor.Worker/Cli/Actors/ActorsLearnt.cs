using System.CommandLine;
using System.Globalization;
using Monitor.Attributions.Learnt;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Cli.Actors;

/// <summary><c>monitor actors learnt</c>: of whom the news taught for whom they speak.</summary>
internal static class ActorsLearnt
{
    public static Command Create()
    {
        var (json, database) = (SharedOptions.Json(), new CommandDatabase());
        var command = new Command("learnt", "Office holders that the news taught, apart from the actor book: how each stands, since when, and why.") { json };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenToReadAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            using var output = parsed.GetValue(json) ? new JsonLines() : null;
            var holdings = await db.LearntHoldingsAsync(LearntQueries.HoldersMax, cancellationToken);
            if (holdings.Count == 0 && output is null)
            {
                Console.WriteLine("none");
            }

            foreach (var holding in holdings)
            {
                output?.Write(OfficeHolderShape.Of(holding));
                if (output is null)
                {
                    Print(holding);
                }
            }
        });
        return command;
    }

    private static void Print(LearntHolding holding)
    {
        var office = holding.Office;
        var days = Written(office.From) + (office.Until is { } until ? " to " + Written(until) : "");
        var judged = holding.Judgement is { } word ? $"; {(word.IsAccepted ? "accepted" : "refused")} by {word.Author}" : "";
        Console.WriteLine($"{holding.State,-12}  {office.Name}, {office.Office} of {office.Owner}, {days}: {office.Why}{judged}");
        foreach (var one in office.Evidence)
        {
            Console.WriteLine($"    {Written(one.Day)}  {one.Outlet}, article {one.ArticleId}: {one.Quote.ReplaceLineEndings(" ")}");
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
