using System.CommandLine;
using Monitor.AttributionEvents;
using Monitor.AttributionEvents.Chains;
using Monitor.Storage;
using Monitor.Worker.Json.Deeds;

namespace Monitor.Worker.Cli.Attributions;

/// <summary>What the commands share that judge one attribution of the database.</summary>
internal static class AttributionJudging
{
    /// <param name="judge">Null where it was only asked what it would do.</param>
    public static Command Command(
        string verb,
        string help,
        IReadOnlyList<Option> options,
        Func<MonitorDbContext, AttributionRegister, long, ParseResult, CancellationToken, Task<AttributionJudgement?>> judge,
        Func<AttributionJudgement.Recorded, JudgementShape> shape)
    {
        var (config, database) = (SharedOptions.Config(), new CommandDatabase());
        var number = new Argument<long>("ATTRIBUTION") { Description = "Its number, as 'monitor attributions show EVENT' and the event's page show it." };
        var command = new Command(verb, help) { number, config };
        options.ToList().ForEach(command.Options.Add);
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var register = new AttributionRegister(ActorRoots.Of(await StoredActors.LoadAsync(db, parsed.GetValue(config), cancellationToken)));
            var id = parsed.GetValue(number);
            var judged = await judge(db, register, id, parsed, cancellationToken);
            if (judged is null)
            {
                return;
            }

            if (judged is not AttributionJudgement.Recorded recorded)
            {
                throw new CommandFailure($"there is no attribution {id}; 'monitor attributions show EVENT' shows their numbers");
            }

            var done = shape(recorded);
            Results.Say(parsed, done.Says, done);
        });
        return command;
    }
}
