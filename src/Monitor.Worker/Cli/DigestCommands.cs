using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Delivery;
using Monitor.Pipeline;
using Monitor.Subscribers;

namespace Monitor.Worker.Cli;

/// <summary><c>monitor digest preview|send</c>.</summary>
public static class DigestCommands
{
    public static Command Create() => new("digest", "Digests: look at one, or send one now.") { Preview(), Send() };

    private static Command Preview()
    {
        var (database, config) = (new CommandDatabase(), SharedOptions.Config());
        var name = SubscriberCommands.Name();
        var at = new Option<string?>("--at") { Description = "The instant it would be composed at (default: now).", HelpName = "INSTANT" };
        var html = new Option<string?>("--html") { Description = "Write the HTML part to this file.", HelpName = "FILE" };
        var command = new Command("preview", "Print the digest that the subscriber would get; nothing is sent or remembered.") { name, at, html, config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var instant = SubscriberCommands.Instant(parsed.GetValue(at), "--at") ?? TimeProvider.System.GetUtcNow();
            var (notify, subscriber) = await OpenAsync(parsed, database, parsed.GetValue(config), parsed.GetRequiredValue(name), cancellationToken);
            var mail = await notify.PreviewDigestAsync(subscriber, instant, cancellationToken);
            if (parsed.GetValue(html) is { } file)
            {
                await File.WriteAllTextAsync(file, mail.Html, cancellationToken);
            }

            Console.WriteLine($"Subject: {mail.Subject}");
            Console.WriteLine();
            Console.WriteLine(mail.Text);
        });
        return command;
    }

    private static Command Send()
    {
        var (database, config) = (new CommandDatabase(), SharedOptions.Config());
        var name = SubscriberCommands.Name();
        var command = new Command("send", "Put the subscriber's digest into the outbox now, out of its slot; the next one tells what comes after.") { name, config };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (notify, subscriber) = await OpenAsync(parsed, database, parsed.GetValue(config), parsed.GetRequiredValue(name), cancellationToken);
            var report = await notify.SendDigestAsync(subscriber, cancellationToken);
            Console.WriteLine(report);
            report.Skipped.ToList().ForEach(Console.WriteLine);
        });
        return command;
    }

    private static async Task<(NotifyRun Notify, Subscriber Subscriber)> OpenAsync(
        ParseResult parsed, CommandDatabase database, string? config, string name, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = CommandDatabase.Contexts(settings);
        await CommandDatabase.MigrateAsync(contexts, cancellationToken);
        await using var db = contexts.CreateDbContext();
        var subscriber = await SubscriberCommands.FindAsync(db, name, cancellationToken);
        var notify = new NotifyRun(
            contexts,
            await StoredActors.LoadAsync(db, config, cancellationToken),
            settings.GetSection(AlertOptions.Section).Get<AlertOptions>() ?? new AlertOptions(),
            settings.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new DeliveryOptions(),
            TimeProvider.System,
            NullLogger<NotifyRun>.Instance);
        return (notify, subscriber);
    }
}
