using System.Net;
using Microsoft.EntityFrameworkCore;
using Monitor.Accounts;
using Monitor.Audit;
using Monitor.Feeds.Discovery;
using Monitor.Feeds.Opml;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Storage;

namespace Monitor.Feeds;

/// <summary>What can be done with a feed that is polled, each as one commit.</summary>
public static class FeedDeeds
{
    /// <summary>Polls it no more until it is resumed; nothing of it is forgotten.</summary>
    public static Task<DeedOutcome> PauseFeedAsync(
        this MonitorDbContext db, int feedId, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            feedId,
            feed =>
            {
                if (feed.PausedAt is { } since)
                {
                    return Task.FromResult<DeedOutcome>(new DeedOutcome.Done($"paused already, since {since:u}"));
                }

                feed.Pause("paused by the operator", now);
                db.Record(Deed.FeedPaused, author, $"feed {feed.Id}", now, from: feed.Title);
                return Task.FromResult<DeedOutcome>(new DeedOutcome.Done("paused"));
            },
            cancellationToken);

    /// <summary>Polls a feed again that was paused, left the config folder, or was gone.</summary>
    public static Task<DeedOutcome> ResumeFeedAsync(
        this MonitorDbContext db, int feedId, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            feedId,
            feed =>
            {
                if (feed.PausedAt is null && feed.NextPollAt is { } next)
                {
                    return Task.FromResult<DeedOutcome>(new DeedOutcome.Done($"it is polled, next {next:u}"));
                }

                if (feed.StateReason == FeedListChange.LeftReason)
                {
                    // From now on it is the operator's: the folder, which does not name it, has no say.
                    feed.Origin = FeedOrigin.ByHand;
                }

                feed.Resume(now);
                db.Record(Deed.FeedResumed, author, $"feed {feed.Id}", now, from: feed.Title);
                return Task.FromResult<DeedOutcome>(new DeedOutcome.Done($"polled again, next {feed.NextPollAt:u}"));
            },
            cancellationToken);

    /// <summary>Polls it at another address; what it listed stays known.</summary>
    /// <param name="typed">The address, with credentials where it needs other ones.</param>
    public static async Task<DeedOutcome> MoveFeedAsync(
        this MonitorDbContext db, int feedId, string typed, string author, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TypedAddress.Of(typed) is not [var target, ..])
        {
            return new DeedOutcome.Unusable("", $"\"{typed}\" is no address such as https://www.example.org/feed");
        }

        var url = WebAddress.WithoutCredentials(target).AbsoluteUri;
        if (url.Length > Feed.UrlCharactersMax)
        {
            return new DeedOutcome.Unusable("", $"the address is longer than {Feed.UrlCharactersMax} characters");
        }

        if (await db.Set<Feed>().AnyAsync(other => other.Url == url && other.Id != feedId, cancellationToken))
        {
            return new DeedOutcome.Refused($"{url} is polled as another feed already");
        }

        return await db.ChangeAsync(
            feedId,
            feed =>
            {
                var former = feed.Url;
                feed.MoveTo(target);
                if (WebAddress.CredentialsOf(target) is { } credentials)
                {
                    feed.SignInWith(credentials);
                }

                if (feed.PausedAt is null)
                {
                    feed.Resume(now);
                }

                db.Record(Deed.FeedMoved, author, $"feed {feed.Id}", now, from: former, to: feed.Url);
                var polled = feed.NextPollAt is { } next ? $"next poll {next:u}" : "it stays paused";
                return Task.FromResult<DeedOutcome>(new DeedOutcome.Done($"at {feed.Url} from now on, not {former}; {polled}"));
            },
            cancellationToken);
    }

    /// <summary>Changes how it is polled, and whose it is; all of it, or nothing where something cannot be used.</summary>
    public static Task<DeedOutcome> SetFeedAsync(
        this MonitorDbContext db, int feedId, FeedWishes wishes, string author, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ChangeAsync(
            feedId,
            async feed =>
            {
                var done = new List<string>();
                if (await SetAsync(db, feed, wishes, done, cancellationToken) is { } fault)
                {
                    return fault;
                }

                if (done.Count == 0)
                {
                    return new DeedOutcome.Done("nothing changed");
                }

                db.Record(Deed.FeedChanged, author, $"feed {feed.Id}", now, to: string.Join("; ", done));
                return new DeedOutcome.Done(string.Join("; ", done));
            },
            cancellationToken);

    /// <summary>The change of a feed; saved where it was done.</summary>
    private static async Task<DeedOutcome> ChangeAsync(
        this MonitorDbContext db, int feedId, Func<Feed, Task<DeedOutcome>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.Set<Feed>().Include(feed => feed.Outlet).SingleOrDefaultAsync(feed => feed.Id == feedId, cancellationToken) is not { } feed)
        {
            return new DeedOutcome.Missing($"there is no feed {feedId}");
        }

        var deed = await change(feed);
        if (deed is DeedOutcome.Done)
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            // What was begun of it is not to ride along with a later change.
            db.ChangeTracker.Clear();
        }

        return deed;
    }

    /// <summary>What cannot be used of it; null where all was set.</summary>
    private static async Task<DeedOutcome.Unusable?> SetAsync(
        MonitorDbContext db, Feed feed, FeedWishes wishes, List<string> done, CancellationToken cancellationToken) =>
        SetEvery(feed, wishes, done)
        ?? SetAgent(feed, wishes.UserAgent, done)
        ?? await SetOutletAsync(db, feed, wishes.Outlet?.Trim(), done, cancellationToken)
        // Behind the outlet, since it is that one's.
        ?? SetWeight(feed, wishes.Weight, done)
        ?? SignIn(feed, wishes.SignIn, done);

    private static DeedOutcome.Unusable? SetEvery(Feed feed, FeedWishes wishes, List<string> done)
    {
        if (wishes.Every is null && !wishes.IsAgreed)
        {
            return null;
        }

        if (wishes.Every == FeedWishes.Usual)
        {
            (feed.Every, feed.IsAgreed) = (null, false);
            done.Add("polled as its news come");
            return null;
        }

        if (wishes.Every is { } every)
        {
            if (!PollWish.TryParse(every, out var wish))
            {
                return new DeedOutcome.Unusable("every", $"\"{every}\" is no span between a minute and a day such as 5m or 2h");
            }

            feed.Every = wish.Every;
        }

        if (feed.Every is not { } held)
        {
            return new DeedOutcome.Unusable("agreed", "an interval is wanted with it");
        }

        feed.IsAgreed = wishes.IsAgreed;
        if (feed.NextPollAt is { } next && feed.LastPolledAt is { } last && feed.FailureWeight == 0 && last + held < next && wishes.IsAgreed)
        {
            // An agreed interval counts at once; what is only wished waits for what the server said last.
            feed.NextPollAt = feed.NotBefore > last + held ? feed.NotBefore : last + held;
            feed.NextPollReason = PollSchedule.Reason(feed.Wish!.Value);
        }

        done.Add(wishes.IsAgreed
            ? $"polled every {PollSchedule.Words(held)}, as agreed with its publisher"
            : $"polled every {PollSchedule.Words(held)}, unless its publisher asks for more time");
        return null;
    }

    private static DeedOutcome.Unusable? SetAgent(Feed feed, string? agent, List<string> done)
    {
        if (agent is null)
        {
            return null;
        }

        if (agent.Length > FeedList.NameCharactersMax || agent.Any(character => char.IsControl(character) || character > '~'))
        {
            return new DeedOutcome.Unusable("agent", "only printable ASCII goes into a header");
        }

        feed.UserAgent = agent.Trim().Length == 0 ? null : agent.Trim();
        done.Add(feed.UserAgent is { } own ? $"asked for as \"{own}\" instead of under our name" : "asked for under our own name");
        return null;
    }

    private static async Task<DeedOutcome.Unusable?> SetOutletAsync(
        MonitorDbContext db, Feed feed, string? wanted, List<string> done, CancellationToken cancellationToken)
    {
        if (wanted is null)
        {
            return null;
        }

        if (wanted.Length is 0 or > FeedList.NameCharactersMax)
        {
            return new DeedOutcome.Unusable("outlet", wanted.Length == 0 ? "an outlet has a name" : $"longer than {FeedList.NameCharactersMax} characters");
        }

        var former = feed.Outlet.Name;
        done.Add(await OutletNames.GiveAsync(db, feed, wanted, cancellationToken)
            ? $"its outlet {former} is called {wanted} now"
            : $"its outlet is {wanted} now, not {former}");
        return null;
    }

    private static DeedOutcome.Unusable? SetWeight(Feed feed, int? wanted, List<string> done)
    {
        if (wanted is not { } weight)
        {
            return null;
        }

        if (weight is < 0 or > Outlet.WeightMax)
        {
            return new DeedOutcome.Unusable("weight", $"a whole number from 0 to {Outlet.WeightMax}");
        }

        feed.Outlet.Weight = weight;
        done.Add($"a report of {feed.Outlet.Name} counts as {weight} for the order of digests");
        return null;
    }

    private static DeedOutcome.Unusable? SignIn(Feed feed, string? given, List<string> done)
    {
        if (given is null)
        {
            return null;
        }

        var line = given.TrimEnd('\r', '\n');
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (line.Length == 0 || line.Contains('\n', StringComparison.Ordinal) || (feed.UserName is null && colon <= 0))
        {
            return new DeedOutcome.Unusable(
                "password", $"one line user:password is expected{(feed.UserName is null ? "" : ", or the password alone")}");
        }

        var (user, password) = feed.UserName is { } known && (colon < 0 || line[..colon] != known) ? (known, line) : (line[..colon], line[(colon + 1)..]);
        feed.SignInWith(new NetworkCredential(user, password));
        done.Add($"signs in as {user}");
        return null;
    }
}
