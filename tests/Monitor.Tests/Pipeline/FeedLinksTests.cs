using Microsoft.Extensions.Logging;
using Monitor.Feeds;
using Monitor.Feeds.Parsing;
using Monitor.Pipeline;

namespace Monitor.Tests.Pipeline;

public sealed class FeedLinksTests
{
    [Fact]
    public void A_feed_without_links_is_named_once_and_again_when_that_changes()
    {
        var log = new Lines();
        var links = new FeedLinks(log);
        var feed = Feed.Of(new Uri("https://lamp.example/feed"), "Lamp", new Outlet { Name = "Lamp" }, DateTimeOffset.UnixEpoch);
        foreach (var poll in (string?[]?[])[["https://lamp.example/1", null], [null, "42"], null, [], [null], ["https://lamp.example/2"], ["https://lamp.example/2"], [null]])
        {
            links.Look(feed, poll is null ? null : new ParsedFeed
            {
                Format = "rss 2.0",
                Encoding = "utf-8",
                Entries = [.. poll.Select(link => new ParsedEntry { Link = link })],
            });
        }

        Assert.Equal(["has no links", "has links", "has no links"], log.Told);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Told.Add(formatter(state, exception).Contains("no links", StringComparison.Ordinal) ? "has no links" : "has links");
    }
}
