using System.CommandLine;
using Monitor.Attributions.Learnt;

namespace Monitor.Worker.Cli.Actors;

/// <summary>What accepting and refusing share: an analyst's word on a name that the news taught.</summary>
internal static class OfficeJudging
{
    public static Command Command(string verb, string help, bool isAccepted)
    {
        var name = new Argument<string>("NAME") { Description = "The name, as 'monitor actors learnt' shows it." };
        var owner = new Option<string?>("--for")
        {
            Description = "Only as who speaks for this actor, where the name was learnt for several.",
            HelpName = "ACTOR",
        };
        var author = SharedOptions.Author();
        var database = new CommandDatabase();
        var command = new Command(verb, help) { name, owner, author };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var judged = await db.JudgeOfficeAsync(
                parsed.GetRequiredValue(name), parsed.GetValue(owner), isAccepted, parsed.GetRequiredValue(author), TimeProvider.System.GetUtcNow(),
                cancellationToken);
            if (judged.Count == 0)
            {
                throw new CommandFailure($"the news taught nothing of {parsed.GetValue(name)}; 'monitor actors learnt' shows the names");
            }

            foreach (var office in judged)
            {
                var judgement = isAccepted ? "accepted" : "refused";
                Results.Say(
                    parsed, $"{judgement}: {office.Name}, {office.Office} of {office.Owner}",
                    new { office.Name, office.Office, Actor = office.Owner, Judgement = judgement });
            }
        });
        return command;
    }
}
