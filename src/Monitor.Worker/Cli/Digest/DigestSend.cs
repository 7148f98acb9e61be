using System.CommandLine;
using Monitor.Worker.Cli.Run;
using Monitor.Subscribers.Refusals;
using Monitor.Worker.Cli.Subscriber;

namespace Monitor.Worker.Cli.Digest;

/// <summary><c>monitor digest send</c>: a digest now, out of its slot.</summary>
internal static class DigestSend
{
    public static Command Create()
    {
        var (database, config) = (new CommandDatabase(), SharedOptions.Config());
        var name = NamedSubscriber.Argument();
        var command = new Command("send", "Put the subscriber's digest into the outbox now, out of its slot; the next one tells what comes after.")
        {
            name, config, SharedOptions.Json(),
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (notify, subscriber) = await SubscriberDigests
                .OpenAsync(parsed, database, parsed.GetValue(config), parsed.GetRequiredValue(name), cancellationToken);
            if (subscriber.WhyNoDigest(TimeProvider.System.GetUtcNow()) is { } why)
            {
                throw new CommandFailure($"no digest is sent to {subscriber.Name}: {why}; 'monitor digest preview {subscriber.Name}' shows it");
            }

            var report = await notify.SendDigestAsync(subscriber, Environment.UserName, cancellationToken);
            OneRun.Print(report, Results.AreJson(parsed));
        });
        return command;
    }
}
