using System.CommandLine;
using Monitor.Feeds;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed set</c>: how often a feed is polled, under which name, whose it is.</summary>
internal static class FeedSet
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var every = new Option<string?>("--every")
        {
            Description = $"How often to poll it, such as 5m or 2h, a minute to a day; \"{FeedWishes.Usual}\" follows its news again.",
            HelpName = "SPAN",
        };
        var agreed = new Option<bool>("--agreed")
        {
            Description = "The publisher has agreed: his max-age and ttl do not put it off. Retry-After, 429 and failures always do.",
        };
        var agent = new Option<string?>("--agent")
        {
            Description = "The User-Agent to ask for it under, where the server refuses ours; \"\" for ours.",
            HelpName = "TEXT",
        };
        var outlet = new Option<string?>("--outlet") { Description = "Who publishes it. An outlet with this feed alone is renamed.", HelpName = "NAME" };
        var password = new Option<string?>("--password-file")
        {
            Description = "A file with user:password on one line, or the password alone where the user stays.",
            HelpName = "F",
        };
        var weight = new Option<int?>("--weight")
        {
            Description = $"How much its outlet's reports count for the order of digests, 0 to {Outlet.WeightMax}; {Outlet.UsualWeight} is usual.",
            HelpName = "N",
        };
        var command = new Command("set", "Change how a feed is polled, and whose it is.") { which, every, agreed, agent, outlet, weight, password };
        command.Options.Add(SharedOptions.Json());
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var file = parsed.GetValue(password);
            var wishes = new FeedWishes
            {
                Every = parsed.GetValue(every),
                IsAgreed = parsed.GetValue(agreed),
                UserAgent = parsed.GetValue(agent),
                Outlet = parsed.GetValue(outlet),
                Weight = parsed.GetValue(weight),
                SignIn = file is null ? null : await File.ReadAllTextAsync(file, cancellationToken),
            };
            if (wishes == new FeedWishes())
            {
                throw new CommandFailure(
                    "name what is to be set: --every, --agreed, --agent, --outlet, --weight or --password-file", CommandFailure.WrongUsage);
            }

            var deed = await db.SetFeedAsync(feed.Id, wishes, Environment.UserName, TimeProvider.System.GetUtcNow(), cancellationToken);
            deed.Print(parsed, feed);
        });
        return command;
    }
}
