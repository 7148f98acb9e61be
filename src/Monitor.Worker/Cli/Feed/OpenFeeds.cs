using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Feeds.Polling;
using Monitor.Net;
using Monitor.Pipeline;
using Monitor.Storage;

namespace Monitor.Worker.Cli.Feed;

/// <summary>The database and the way out, for one command.</summary>
internal sealed record OpenFeeds(
    MonitorDbContextFactory Contexts, OutgoingHttp Http, FeedAdoption Adoption) : IDisposable
{
    public static async Task<OpenFeeds> OpenAsync(CommandDatabase database, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = database.Settings(parsed);
        var contexts = await CommandDatabase.OpenAsync(settings, cancellationToken);
        var options = settings.GetSection(NetOptions.Section).Get<NetOptions>() ?? new NetOptions();
        var collect = settings.GetSection(CollectOptions.Section).Get<CollectOptions>() ?? new CollectOptions();
        var clock = TimeProvider.System;
        var http = new OutgoingHttp(options, new StoredHostBudget(contexts, clock), clock);
        var fetcher = new FeedFetcher(http, clock);
        var run = new CollectRun(contexts, fetcher, collect, clock, NullLogger<CollectRun>.Instance);
        return new OpenFeeds(contexts, http, new FeedAdoption(contexts, fetcher, run, collect, clock));
    }

    public void Dispose() => Http.Dispose();
}
