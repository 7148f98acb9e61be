using System.CommandLine;
using Monitor.Digests;
using Monitor.Worker.Cli.Subscriber;
using Monitor.Worker.Json;
using Monitor.Worker.Json.Shapes;

namespace Monitor.Worker.Cli.Digest;

/// <summary><c>monitor digest preview</c>: the digest a subscriber would get.</summary>
internal static class DigestPreview
{
    public static Command Create()
    {
        var (database, config) = (new CommandDatabase(), SharedOptions.Config());
        var name = NamedSubscriber.Argument();
        var at = new Option<string?>("--at") { Description = "The instant it would be composed at (default: now).", HelpName = "INSTANT" };
        var html = new Option<string?>("--html") { Description = "Write the HTML part to this file.", HelpName = "FILE" };
        var why = new Option<bool>("--why") { Description = "Print instead of the mail what each entry's importance is made of." };
        var command = new Command("preview", "Print the digest that the subscriber would get, or of a past instant got; nothing is sent or remembered.")
        {
            name, at, html, why, config, SharedOptions.Json(),
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var instant = SharedOptions.Instant(parsed.GetValue(at), "--at") ?? TimeProvider.System.GetUtcNow();
            var (notify, subscriber) = await SubscriberDigests
                .OpenAsync(parsed, database, parsed.GetValue(config), parsed.GetRequiredValue(name), cancellationToken);
            switch (await notify.PreviewDigestAsync(subscriber, instant, cancellationToken))
            {
                case PreviewedDigest.Shown shown when Results.AreJson(parsed):
                    var digest = PreviewShape.Of(subscriber.Name, shown.Mail, shown.Content);
                    using (var lines = new JsonLines())
                    {
                        lines.Write(digest);
                    }

                    break;
                case PreviewedDigest.Shown shown:
                    await PrintAsync(shown, parsed.GetValue(html), parsed.GetValue(why), cancellationToken);
                    break;
                case PreviewedDigest.NothingNew none:
                    var nothing = PreviewShape.Of(subscriber.Name, none);
                    Results.Say(parsed, nothing.Says!, nothing);
                    break;
                case PreviewedDigest.NotKept gone:
                    throw new CommandFailure(
                        $"the digest of {gone.LocalDate:yyyy-MM-dd}, {gone.Slot}, was sent; what it held is kept no more (Retention:DigestDays)");
            }
        });
        return command;
    }

    private static async Task PrintAsync(PreviewedDigest.Shown shown, string? htmlFile, bool why, CancellationToken cancellationToken)
    {
        if (htmlFile is not null)
        {
            await File.WriteAllTextAsync(htmlFile, shown.Mail.Html, cancellationToken);
        }

        Console.WriteLine($"Subject: {shown.Mail.Subject}");
        Console.WriteLine();
        if (why)
        {
            PrintWhy(shown.Content);
        }
        else
        {
            Console.WriteLine(shown.Mail.Text);
        }
    }

    private static void PrintWhy(DigestContent content)
    {
        foreach (var entry in content.Entries)
        {
            Console.WriteLine($"{entry.Importance}{(entry.AlertedAt is { } at ? $" (alerted {at:u})" : "")}");
            Console.WriteLine($"    {entry.Title}");
        }

        if (content.LeftOut > 0)
        {
            Console.WriteLine($"{content.LeftOut} more below this reader's floor");
        }
    }
}
