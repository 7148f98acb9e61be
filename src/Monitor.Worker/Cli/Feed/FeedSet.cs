using System.CommandLine;
using Monitor.Articles;
using Monitor.Audit;
using Monitor.Feeds;
using Monitor.Feeds.Polling;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Feed;

/// <summary><c>monitor feed set</c>: how often a feed is polled, under which name, whose it is.</summary>
internal static class FeedSet
{
    private const string Usual = "usual";

    public static Command Create()
    {
        var database = new CommandDatabase();
        var which = NamedFeed.Argument();
        var every = new Option<string?>("--every")
        {
            Description = $"How often to poll it, such as 5m or 2h, a minute to a day; \"{Usual}\" follows its news again.",
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
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var contexts = await database.OpenAsync(parsed, cancellationToken);
            await using var db = contexts.CreateDbContext();
            var feed = await NamedFeed.OfAsync(db, parsed.GetValue(which)!, cancellationToken);
            var lines = new List<string>();
            SetEvery(feed, parsed.GetValue(every), parsed.GetValue(agreed), lines);
            SetAgent(feed, parsed.GetValue(agent), lines);
            if (parsed.GetValue(outlet) is { } name)
            {
                lines.Add(await SetOutletAsync(db, feed, name, cancellationToken));
            }

            if (parsed.GetValue(weight) is { } counts)
            {
                lines.Add(SetWeight(feed, counts));
            }

            if (parsed.GetValue(password) is { } file)
            {
                lines.Add(SignIn(feed, file, await File.ReadAllTextAsync(file, cancellationToken)));
            }

            if (lines.Count == 0)
            {
                throw new CommandFailure(
                    "name what is to be set: --every, --agreed, --agent, --outlet, --weight or --password-file", CommandFailure.WrongUsage);
            }

            db.Record(Deed.FeedChanged, Environment.UserName, $"feed {feed.Id}", TimeProvider.System.GetUtcNow(), to: string.Join("; ", lines));
            await db.SaveChangesAsync(cancellationToken);
            lines.ForEach(line => Console.WriteLine($"Feed {feed.Id}, {feed.Title}: {line}"));
        });
        return command;
    }

    private static void SetEvery(Feeds.Feed feed, string? every, bool isAgreed, List<string> lines)
    {
        if (every is null && !isAgreed)
        {
            return;
        }

        if (every == Usual)
        {
            (feed.Every, feed.IsAgreed) = (null, false);
            lines.Add("polled as its news come");
            return;
        }

        var text = every ?? feed.Every?.ToString() ?? throw new CommandFailure("--agreed wants an interval: --every SPAN", CommandFailure.WrongUsage);
        if (every is not null)
        {
            if (!PollWish.TryParse(every, out var wish))
            {
                throw new CommandFailure($"--every: \"{text}\" is no span between a minute and a day such as 5m or 2h", CommandFailure.WrongUsage);
            }

            feed.Every = wish.Every;
        }

        feed.IsAgreed = isAgreed;
        if (feed.NextPollAt is { } next && feed.LastPolledAt is { } last && feed.FailureWeight == 0 && last + feed.Every < next && isAgreed)
        {
            // An agreed interval counts at once; what is only wished waits for what the server said last.
            feed.NextPollAt = feed.NotBefore > last + feed.Every ? feed.NotBefore : last + feed.Every;
            feed.NextPollReason = PollSchedule.Reason(feed.Wish!.Value);
        }

        lines.Add(isAgreed
            ? $"polled every {PollSchedule.Words(feed.Every!.Value)}, as agreed with its publisher"
            : $"polled every {PollSchedule.Words(feed.Every!.Value)}, unless its publisher asks for more time (--agreed)");
    }

    private static void SetAgent(Feeds.Feed feed, string? agent, List<string> lines)
    {
        if (agent is null)
        {
            return;
        }

        if (agent.Length > ShownText.CharactersMax || agent.Any(character => char.IsControl(character) || character > '~'))
        {
            throw new CommandFailure("--agent: only printable ASCII goes into a header", CommandFailure.WrongUsage);
        }

        feed.UserAgent = agent.Trim().Length == 0 ? null : agent.Trim();
        lines.Add(feed.UserAgent is { } own ? $"asked for as \"{own}\" instead of under our name" : "asked for under our own name");
    }

    private static async Task<string> SetOutletAsync(MonitorDbContext db, Feeds.Feed feed, string name, CancellationToken cancellationToken)
    {
        var wanted = ShownText.Of(name.Trim());
        if (wanted.Length == 0)
        {
            throw new CommandFailure("--outlet: an outlet has a name", CommandFailure.WrongUsage);
        }

        var former = feed.Outlet.Name;
        return await OutletNames.GiveAsync(db, feed, wanted, cancellationToken)
            ? $"its outlet {former} is called {wanted} now"
            : $"its outlet is {wanted} now, not {former}";
    }

    private static string SetWeight(Feeds.Feed feed, int weight)
    {
        if (weight is < 0 or > Outlet.WeightMax)
        {
            throw new CommandFailure($"--weight: a whole number from 0 to {Outlet.WeightMax}", CommandFailure.WrongUsage);
        }

        feed.Outlet.Weight = weight;
        return $"a report of {feed.Outlet.Name} counts as {weight} for the order of digests";
    }

    private static string SignIn(Feeds.Feed feed, string file, string content)
    {
        var line = content.TrimEnd('\r', '\n');
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (line.Length == 0 || line.Contains('\n', StringComparison.Ordinal) || (feed.UserName is null && colon <= 0))
        {
            throw new CommandFailure($"{file}: one line user:password is expected{(feed.UserName is null ? "" : ", or the password alone")}");
        }

        var (user, password) = feed.UserName is { } known && (colon < 0 || line[..colon] != known) ? (known, line) : (line[..colon], line[(colon + 1)..]);
        feed.SignInWith(new System.Net.NetworkCredential(user, password));
        return $"signs in as {user}, with the password of {file}";
    }
}
