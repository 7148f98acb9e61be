using System.Net;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Storage.Sealing;

namespace Monitor.Feeds;

/// <summary>An address that is polled, with what is remembered from one poll to the next.</summary>
public sealed class Feed : IHoldsSecret
{
    /// <summary>A longer address is none that a server would take, nor a row of an index.</summary>
    public const int UrlCharactersMax = 2_000;

    public int Id { get; set; }

    /// <summary>Without user and password; unique.</summary>
    public required string Url { get; set; }

    /// <summary>The host of <see cref="Url"/>, as the host budget names it.</summary>
    public required string Host { get; set; }

    /// <summary>Sent to the origin of <see cref="Url"/> only; null where none is needed.</summary>
    public string? UserName { get; set; }

    /// <summary>Perhaps sealed: <see cref="CredentialsBy"/> opens it.</summary>
    public string? Password { get; set; }

    public required string Title { get; set; }

    public int OutletId { get; set; }

    public required Outlet Outlet { get; set; }

    /// <summary>The folder it stood in when it was imported, levels joined by "/"; empty for none.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Further attributes of its OPML outline, as JSON, so that an export gives back what an import brought; null for none.</summary>
    public string? OutlineAttributes { get; set; }

    public DateTimeOffset AddedAt { get; set; }

    /// <summary>Who brought it; null in a database of a version that did not note that, which counts as by hand.</summary>
    public FeedOrigin? Origin { get; set; }

    /// <summary>How often the operator wants it polled, at least a minute apart; null leaves that to the feed.</summary>
    public TimeSpan? Every { get; set; }

    /// <summary>The publisher has agreed to <see cref="Every"/>.</summary>
    public bool IsAgreed { get; set; }

    /// <summary>The name it is asked for under, where the server refuses ours; null for ours.</summary>
    public string? UserAgent { get; set; }

    /// <summary>Since when nobody polls it by the operator's word; null when it is polled.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Null: not polled any more (see <see cref="State"/>).</summary>
    public DateTimeOffset? NextPollAt { get; set; }

    /// <summary>Why then, in words.</summary>
    public string NextPollReason { get; set; } = "not polled yet";

    /// <summary>No request before, whoever asks: the server's Retry-After.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>The adaptive interval, before jitter and the server's wishes.</summary>
    public TimeSpan Interval { get; set; } = PollSchedule.IntervalAtFirst;

    /// <summary>How often the publisher asks to be read (RSS ttl, sy:updatePeriod), by the last body; null for no wish.</summary>
    public TimeSpan? PublisherInterval { get; set; }

    /// <summary>The address that gave the validators below: they are sent nowhere else.</summary>
    public string? ValidatorsUrl { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>SHA-256 of the last body that was a feed, in hex.</summary>
    public string? BodyHash { get; set; }

    /// <summary>When a complete body was last seen.</summary>
    public DateTimeOffset? FullBodyAt { get; set; }

    /// <summary>When its entries were last compared with the ledger.</summary>
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>The server answered 304 for a week while the feed had changed: it is fetched without conditions since.</summary>
    public bool ValidatorsLie { get; set; }

    /// <summary>The sum of weights since the last success (docs/polling.md, rule 7).</summary>
    public double FailureWeight { get; set; }

    public int FailuresInARow { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public string? LastFault { get; set; }

    /// <summary>How many entries of its last list could not be kept.</summary>
    public int EntriesRefused { get; set; }

    /// <summary>Why the first of them could not.</summary>
    public string? LastRefusal { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public DateTimeOffset? FirstFetchedAt { get; set; }

    public DateTimeOffset? LastNewEntryAt { get; set; }

    /// <summary>The usual time between two polls that brought something new, a moving average; null until there were two.</summary>
    public TimeSpan? UsualGap { get; set; }

    /// <summary>Counts polls and numbers the rows of the history.</summary>
    public int PollCount { get; set; }

    /// <summary>Where permanent redirects lead; stored as <see cref="Url"/> once it has proved itself.</summary>
    public string? MovedTo { get; set; }

    public DateTimeOffset? MovedToFirstSeenAt { get; set; }

    public int MovedToPolls { get; set; }

    public FeedState State { get; set; }

    public string StateReason { get; set; } = "not polled yet";

    /// <summary>The state as it is shown.</summary>
    public FeedState ShownState => Shown(State, FailuresInARow > 0);

    /// <summary>A feed whose last poll failed is not called healthy, though one failure is no state yet.</summary>
    public static FeedState Shown(FeedState state, bool lastPollFailed) => state is FeedState.Healthy && lastPollFailed ? FeedState.Failing : state;

    public DateTimeOffset StateChangedAt { get; set; }

    /// <summary>The last attempt to poll it: only the holder of the latest attempt may write.</summary>
    public int Attempt { get; set; }

    /// <summary>Until when the current attempt holds the feed; null when nobody polls it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public WebValidators? Validators =>
        ValidatorsUrl is null || ValidatorsLie || (ETag ?? LastModified) is null ? null : new WebValidators(new Uri(ValidatorsUrl), ETag, LastModified);

    string IHoldsSecret.SecretPlace => "Feeds.Password";

    string? IHoldsSecret.StoredSecret
    {
        get => Password;
        set => Password = value;
    }

    public PollWish? Wish => Every is { } every ? new PollWish(every, IsAgreed) : null;

    /// <summary>A feed to be polled at once, for the first time.</summary>
    public static Feed Of(Uri address, string title, Outlet outlet, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(address);
        var credentials = WebAddress.CredentialsOf(address);
        return new Feed
        {
            Url = WebAddress.WithoutCredentials(address).AbsoluteUri,
            Host = WebAddress.HostOf(address),
            UserName = credentials?.UserName,
            Password = credentials?.Password,
            Title = title,
            Outlet = outlet,
            AddedAt = now,
            NextPollAt = now,
            StateChangedAt = now,
        };
    }

    /// <summary>What it signs in with; null where it does not.</summary>
    public NetworkCredential? CredentialsBy(SecretBox secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return UserName is null ? null : new NetworkCredential(UserName, secrets.Unseal(((IHoldsSecret)this).SecretPlace, Password ?? ""));
    }

    public void Keep(WebValidators? validators)
    {
        ValidatorsUrl = validators?.Address.AbsoluteUri;
        ETag = validators?.ETag;
        LastModified = validators?.LastModified;
    }

    /// <summary>Other credentials may show another feed: what was given to recognise versions by belongs to the former ones.</summary>
    public void SignInWith(NetworkCredential? credentials)
    {
        (UserName, Password) = (credentials?.UserName, credentials?.Password);
        Keep(null);
    }

    /// <summary>Another address: what the former one gave to recognise its versions by means nothing there.</summary>
    public void MoveTo(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!WebAddress.IsSameOrigin(address, new Uri(Url)))
        {
            (UserName, Password) = (null, null);
        }

        Url = WebAddress.WithoutCredentials(address).AbsoluteUri;
        Host = WebAddress.HostOf(address);
        ForgetMove();
        Keep(null);
        ValidatorsLie = false;
    }

    /// <summary>Nobody polls it until <see cref="Resume"/>; what is remembered stays.</summary>
    public void Pause(string reason, DateTimeOffset now)
    {
        (PausedAt, NextPollAt, NextPollReason) = (now, null, reason);
        (State, StateReason, StateChangedAt) = (FeedState.Paused, reason, now);
    }

    /// <summary>Polled again, at once or when its server's rest is over; a feed that was gone too.</summary>
    public void Resume(DateTimeOffset now)
    {
        (PausedAt, FailureWeight, FailuresInARow, FailingSince) = (null, 0, 0, null);
        (NextPollAt, NextPollReason) = (NotBefore > now ? NotBefore : now, "polled again by the operator's word");
        (State, StateReason, StateChangedAt) = (FeedState.Healthy, NextPollReason, now);
    }

    public void ForgetMove() => (MovedTo, MovedToFirstSeenAt, MovedToPolls) = (null, null, 0);
}
