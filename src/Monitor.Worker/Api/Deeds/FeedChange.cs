using System.ComponentModel;
using Monitor.Feeds;

namespace Monitor.Worker.Api.Deeds;

/// <summary>What is to be changed of a feed; what is left out stays.</summary>
internal sealed record FeedChange
{
    [Description("Such as 5m or 2h, a minute to a day; \"usual\" follows its news.")]
    public string? Every { get; init; }

    [Description("Its publisher has agreed to that.")]
    public bool? Agreed { get; init; }

    [Description("The User-Agent to ask for it under; \"\" for ours.")]
    public string? Agent { get; init; }

    [Description("Who publishes it. An outlet with this feed alone is renamed.")]
    public string? Outlet { get; init; }

    [Description("How much its outlet's reports count for the order of digests; 1 is usual.")]
    public int? Weight { get; init; }

    [Description("user:password, or the password alone where the user stays.")]
    public string? Password { get; init; }

    internal FeedWishes Wishes => new()
    {
        Every = Every,
        IsAgreed = Agreed ?? false,
        UserAgent = Agent,
        Outlet = Outlet,
        Weight = Weight,
        SignIn = Password,
    };
}
